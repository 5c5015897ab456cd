"""The sounds that the model knows, and what the two synthesisers call them."""

SILENCE, SPEECH = "SIL", "SPN"
"""No speech; and speech of any kind, which is what `[unk]` is made of."""
ARPABET = "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH"
SPOKEN = tuple(ARPABET.split())
PHONES = (SILENCE, SPEECH, *SPOKEN)
NUMBER = {phone: number for number, phone in enumerate(PHONES)}
"""The network's output for each phone."""

FLITE = {"pau": "SIL", "ssil": "SIL", "brth": "SIL", "ax": "AH", "axr": "ER", "el": "AH L", "en": "AH N", "em": "AH M"}
"""Where flite's name is not the phone's own in lower case."""

ESPEAK_NAMES = """
@=AH @2=AH @5=AH @-=AH @#=AH a#=AH V=AH a=AE aa=AE a2=AE A:=AA A@=AA_R A~=AA 0=AA 02=AA 0#=AA E=EH E2=EH E#=EH
e@=EH_R e=EH I=IH I2=IH I#=IH i=IY i2=IY i:=IY i@=IY_R i@3=IY_R O=AO O2=AO O:=AO O@=AO_R o@=AO_R oU=OW oU#=OW
aU=AW aU@=AW_ER aI=AY aI2=AY aI@=AY_ER aI3=AY_ER OI=OY eI=EY u=UW u:=UW U=UH U@=UH_R 3=ER 3:=ER @L=AH_L IR=ER VR=ER
p=P b=B t=T t2=T t#=T d=D d#=D k=K g=G tS=CH dZ=JH f=F v=V v#=V T=TH D=DH D#=DH s=S s#=S z=Z z#=Z z2=Z z/2=Z S=SH
Z=ZH h=HH m=M m-=AH_M n=N n-=AH_N N=NG l=L l#=L L=L r=R r-=ER r/=R w=W w#=W j=Y x=K ?=T *=T
"""
ESPEAK = dict(pair.split("=") for pair in ESPEAK_NAMES.split())
"""espeak-ng's names in its English voices; "_" stands between two phones."""


def from_flite(name: str) -> list[str]:
    """flite's name, perhaps with its stress ("ey1"), as phones."""
    bare = name.rstrip("012")
    return FLITE.get(bare, bare.upper() if bare.upper() in NUMBER else SPEECH).split()


def from_espeak(name: str) -> list[str]:
    """espeak-ng's name, with its marks of stress and place, as phones."""
    if not name or name[0] == "_" or name in "()|:;":
        return [SILENCE]
    bare = name.strip("',%=")
    for known in (bare, bare.rstrip("#23/-"), bare[:1]):
        if known in ESPEAK:
            return ESPEAK[known].split("_")
    return [SPEECH]
