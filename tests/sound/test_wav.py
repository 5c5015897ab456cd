"""Sound files in and out."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from coach.errors import CallerError, DeviceError
from coach.ports import Samples
from coach.sound.wav import decode, encode, read_sound, resample, write_sound
from tests.full_disk import full_disk


def tone(hertz: float, rate_hertz: int, seconds: float = 1.0) -> Samples:
    """A sine at half of full scale."""
    moments = np.arange(round(seconds * rate_hertz)) / rate_hertz
    return (0.5 * np.sin(2 * np.pi * hertz * moments)).astype(np.float32)


def pitch_hertz(samples: Samples) -> float:
    """Where the spectrum is highest, at 16 kHz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * 16_000 / len(samples))


@pytest.mark.parametrize("rate_hertz", [8_000, 16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("suffix", ["wav", "flac"])
def test_any_sound_file_becomes_mono_at_16_khz(tmp_path: Path, rate_hertz: int, suffix: str) -> None:
    """Whatever its rate and channels, it lasts as long and sounds as high as before."""
    path = tmp_path / f"tone.{suffix}"
    soundfile.write(path, np.stack([tone(440, rate_hertz), tone(440, rate_hertz)], axis=1), rate_hertz)
    samples = read_sound(path)
    assert samples.dtype == np.float32
    assert samples.shape == (16_000,)
    assert pitch_hertz(samples) == pytest.approx(440, abs=1)
    assert np.abs(samples[1000:-1000]).max() == pytest.approx(0.5, abs=0.01)


def test_the_channels_of_a_stereo_file_are_averaged(tmp_path: Path) -> None:
    """Left alone in a stereo file is half as loud in mono."""
    path = tmp_path / "left.wav"
    soundfile.write(path, np.stack([tone(440, 16_000), np.zeros(16_000)], axis=1), 16_000)
    assert np.abs(read_sound(path)).max() == pytest.approx(0.25, abs=0.001)


@pytest.mark.parametrize(
    ("content", "rate_hertz", "reason"),
    [
        (np.zeros(0), 16_000, "no sound"),
        (np.zeros(4_000), 4_000, "4000 Hz"),
        (np.full(99, np.nan), 16_000, "not numbers"),
    ],
)
def test_a_file_without_usable_sound_is_refused(tmp_path: Path, content: Samples, rate_hertz: int, reason: str) -> None:
    """The error names the file and what is wrong with it."""
    path = tmp_path / "bad.wav"
    soundfile.write(path, content, rate_hertz, subtype="FLOAT")
    with pytest.raises(CallerError, match=reason) as refused:
        read_sound(path)
    assert str(path) in refused.value.problem
    assert refused.value.fix


def test_what_is_no_sound_file_is_refused(tmp_path: Path) -> None:
    """A text, a folder, nothing at all."""
    text = tmp_path / "text.wav"
    text.write_text("not a sound")
    for path in (text, tmp_path, tmp_path / "nowhere.wav"):
        with pytest.raises(CallerError, match=str(path)):
            read_sound(path)


@pytest.mark.parametrize("shape", [(1600,), (1600, 2)])
@pytest.mark.parametrize("name", ["sound.wav", "sound.flac", "SOUND.FLAC"])
def test_what_was_written_is_read_again(tmp_path: Path, shape: tuple[int, ...], name: str) -> None:
    """To the precision of 16 bits, with one channel or two."""
    samples = np.random.default_rng(1).uniform(-1, 1, shape).astype(np.float32)
    path = tmp_path / name
    write_sound(path, samples)
    written, rate_hertz = soundfile.read(path, dtype="float32")
    assert rate_hertz == 16_000
    assert np.abs(written - samples).max() < 2 / 32768


@pytest.mark.parametrize("length", [1, 100, 16_000, 2_000_000])
def test_a_compressed_sound_lasts_as_long_as_it_did(length: int) -> None:
    """Ogg Vorbis, also of minutes, which libvorbis cannot take at once."""
    samples = np.tile(tone(440, 16_000), 1 + length // 16_000)[:length]
    decoded = decode(encode(samples, ".ogg"))
    assert (decoded.shape, decoded.dtype) == (samples.shape, samples.dtype)
    if length >= 16_000:
        assert np.corrcoef(decoded, samples)[0, 1] > 0.99


def test_the_name_says_the_format(tmp_path: Path) -> None:
    """What is written is what the name promises; a name that promises nothing we can keep is refused."""
    for name, begins in (("a.wav", b"RIFF"), ("a.flac", b"fLaC"), ("a.ogg", b"OggS")):
        write_sound(tmp_path / name, tone(440, 16_000))
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert pitch_hertz(read_sound(tmp_path / name)) == pytest.approx(440, abs=2)
    for name in ("a.mp3", "a", "wav"):
        with pytest.raises(CallerError, match=rf"{name}: what format.*\.wav, \.flac, \.ogg"):
            write_sound(tmp_path / name, tone(440, 16_000))
        assert not (tmp_path / name).exists()


def test_sound_beyond_full_scale_does_not_wrap_around(tmp_path: Path) -> None:
    """Too loud becomes as loud as can be."""
    write_sound(tmp_path / "loud.wav", np.array([2.0, -2.0], dtype=np.float32))
    assert read_sound(tmp_path / "loud.wav") == pytest.approx([1.0, -1.0], abs=0.001)


def test_a_file_as_a_folder_is_told(tmp_path: Path) -> None:
    """In words of ours, and the file stays as it was."""
    (tmp_path / "file").write_text("kept")
    with pytest.raises(DeviceError, match="Not a directory"):
        write_sound(tmp_path / "file" / "x.wav", np.zeros(16, np.float32))
    assert (tmp_path / "file").read_text() == "kept"


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """No folder, or something else in the way: one clear error, and no unfinished file."""
    in_the_way = tmp_path / "folder.wav"
    in_the_way.mkdir()
    for path in (tmp_path / "nowhere" / "x.wav", in_the_way, Path("/dev/null")):
        with pytest.raises(DeviceError, match=str(path)):
            write_sound(path, np.zeros(16, dtype=np.float32))
    assert list(tmp_path.iterdir()) == [in_the_way]


def test_a_full_disk_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    """What fails in the middle of writing takes nothing away and leaves no half."""
    path = tmp_path / "sound.wav"
    write_sound(path, np.zeros(16, dtype=np.float32))
    before = path.read_bytes()
    with full_disk(1024), pytest.raises(DeviceError, match="cannot be written"):
        write_sound(path, np.zeros(16_000, dtype=np.float32))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_sound_at_the_right_rate_is_left_alone() -> None:
    """Nothing is computed for nothing."""
    samples = tone(440, 16_000)
    assert resample(samples, 16_000, 16_000) is samples
    assert len(resample(samples, 16_000, 48_000)) == 48_000


def test_channels_that_cancel_each_other_out_are_not_silence(tmp_path: Path) -> None:
    """A microphone whose plug was wired the wrong way round."""
    path = tmp_path / "reversed.wav"
    soundfile.write(path, np.stack([tone(440, 16_000), -tone(440, 16_000)], axis=1), 16_000)
    assert np.abs(read_sound(path)).max() == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW", "ALAW", "IMA_ADPCM"])
def test_unusual_formats_are_read(tmp_path: Path, subtype: str) -> None:
    """Whatever a recorder writes into a wav file."""
    path = tmp_path / "unusual.wav"
    soundfile.write(path, tone(440, 16_000), 16_000, subtype=subtype)
    assert pitch_hertz(read_sound(path)[:16_000]) == pytest.approx(440, abs=2)


def test_samples_beyond_full_scale_are_brought_back(tmp_path: Path) -> None:
    """Whole numbers that were written as if they were fractions."""
    path = tmp_path / "loud.wav"
    soundfile.write(path, tone(440, 16_000) * 32_768, 16_000, subtype="FLOAT")
    assert np.abs(read_sound(path)).max() == pytest.approx(1.0)


def test_a_file_that_was_cut_off_is_heard_as_far_as_it_goes(tmp_path: Path) -> None:
    """A recording that was interrupted; an empty file is none."""
    path = tmp_path / "cut.wav"
    write_sound(path, tone(440, 16_000))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert 0 < len(read_sound(path)) < 16_000
    for length in (0, 20, 44):
        path.write_bytes(whole[:length])
        with pytest.raises(CallerError):
            read_sound(path)
