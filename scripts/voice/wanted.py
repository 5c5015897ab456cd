"""Which sentences a pack says: those of all its lines, with the numbers of each country that it is spoken for."""

from coach import bootstrap
from coach.content.pack import Pack
from coach.errors import CallerError
from coach.settings import Settings
from coach.speaking.sentences import sentences


def wanted(pack: Pack) -> list[str]:
    """Each sentence once, in the order of the pack. Raises CallerError for a pack that says nothing of its speaker.

    What reads something back ("Did you say seven?"), or names a place near here, is not among them.
    """
    if pack.header.spoken is None:
        problem = f"The pack {pack.header.id} does not say who speaks it."
        raise CallerError(problem, "Write `spoken` into its pack.yaml: a voice of Kokoro's, and countries.")
    settings = Settings(pack=str(pack.folder), directory=[])
    places = [settings.in_country(country) for country in (*pack.header.spoken.countries, None)]
    said = [line.text for place in places for line in bootstrap.prompts(place, pack)]
    instead = [*pack.header.elsewhere.values(), *pack.header.unheard.values()]
    lines = [text for text in (*said, *instead) if "{" not in text]
    return list(dict.fromkeys(sentence for text in lines for sentence in sentences(text)))
