"""The page, in a real browser: whole sessions by touch and by keys, what is seen, and what must not be."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from coach.content.pack import Pack
from coach.effects import Effect, End, Line, Listen, Pace, Remember, Say
from coach.events import BreathCued, DeviceBack, DeviceLost, Event, FellAsleep, KeyPressed, PromptStarted, WokeUp
from tests.screen.conftest import SIZES
from tests.screen.showing import ANSWERS, ASKED, ENDED, RATING, SAFETY, OpenWindow, next_key, open_at, show
from tests.screen.sitting import Sitting, shown_on

pytestmark = pytest.mark.xdist_group("chromium")  # one browser for all of them
CAPTION_MILLIMETRES, LABEL_MILLIMETRES = 7.3, 4.8
OFFSET_MILLISECONDS = 60
ASKS = "Say ready, or how strong the craving is, from zero to ten."
HEIGHT_OF_H = "async () => (await import('./type.js')).heightOfH()"


def pressed_by_now(sitting: Sitting) -> list[str]:
    """The keys that reached the session."""
    return [what.name for _, what in sitting.observer.seen if isinstance(what, KeyPressed)]


def answer_all(page: Page, sitting: Sitting, answer: Callable[[], None]) -> int:
    """Answer each question until the session is over. How many there were."""
    questions = 0
    while not sitting.over and questions < 60:
        page.wait_for_selector(f"{ANSWERS}, {ENDED}")
        if page.locator(ANSWERS).count() == 0:
            break
        before = len(pressed_by_now(sitting))
        while len(pressed_by_now(sitting)) == before and not sitting.over:
            turn = page.locator("#answers").get_attribute("data-turn")
            answer()
            with suppress(PlaywrightTimeout):  # the same key again so soon is not meant twice
                page.wait_for_selector(f'#answers:not([data-turn="{turn}"]), {ENDED}', state="attached", timeout=1000)
        questions += 1
    sitting.wait(20)
    return questions


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_whole_session_by_touch_alone(window: OpenWindow, english: Pack, size: tuple[int, int]) -> None:
    """Each question has its buttons, and each of them fits on the screen; at the end stands a wave of one's ratings."""
    with Sitting(english, SIZES[size]) as sitting:
        page = open_at(window, sitting.screen, size=size)

        def touch() -> None:
            line = page.locator("#line, .cue").locator("visible=true").first.bounding_box()
            assert line and line["y"] >= 0 and line["y"] + line["height"] <= size[1]
            numbers, ends = page.locator("#numbers button"), page.locator('#choices button[data-key="finish"]')
            button = numbers.nth(4) if numbers.count() else ends if ends.count() else page.locator("#choices button")
            button.first.tap()

        questions = answer_all(page, sitting, touch)
        assert sitting.over and questions > 5
        page.wait_for_selector("#wave svg circle")
        assert page.locator("#wave svg text").all_text_contents() == ["4"] * page.locator("#wave svg circle").count()
        assert page.locator("#line").text_content() == "Come back whenever you like. Take care."
        assert not page.locator("#always").is_visible()


def test_a_whole_session_by_keys_alone(window: OpenWindow, english: Pack) -> None:
    """Digits answer ratings, arrows go from button to button, Enter takes one, and "q" ends it."""
    with Sitting(english, SIZES[800, 480]) as sitting:
        page = open_at(window, sitting.screen)

        def press() -> None:
            if len(pressed_by_now(sitting)) > 8:
                page.keyboard.press("q")
            elif page.locator("#numbers button").count():
                page.keyboard.press("5")
            else:
                page.keyboard.press("ArrowRight")
                page.keyboard.press("Enter")

        assert answer_all(page, sitting, press) > 8
        assert sitting.over and pressed_by_now(sitting)[-1] == "stop"
        assert "9\u00a01\u00a01" in (page.locator("#line").text_content() or "")


def test_the_browser_s_own_shortcuts_do_nothing(window: OpenWindow, english: Pack) -> None:
    """Neither to the page nor to the session: no letter of one is taken for a key, and a key held down counts once."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        show(screen, SAFETY, ASKED)
        page.wait_for_selector(ANSWERS)
        page.evaluate("addEventListener('keydown', event => (window.taken ??= []).push(event.defaultPrevented))")
        shortcuts = ["Control+p", "Control+s", "Control+q", "Control+h", "Alt+ArrowLeft", "F1", "F3", "F7", "Meta+q"]
        for shortcut in shortcuts:
            page.keyboard.press(shortcut)
        taken = page.evaluate("window.taken")
        assert len(taken) >= len(shortcuts) and taken.count(False) == 0
        for _ in range(3):
            page.keyboard.down("h")
        page.keyboard.up("h")
        page.keyboard.press("s")
        assert [next_key(screen), next_key(screen)] == ["help", "slower"]
        assert page.url == screen.address and len(page.context.pages) == 1


def test_what_is_always_at_hand(window: OpenWindow, english: Pack) -> None:
    """Help, pause, repeat, slower and stop, also while the coach speaks."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        show(screen, SAFETY)
        for name in ("help", "pause", "repeat", "slower", "stop"):
            page.locator(f'#always button[data-key="{name}"]').tap()
            assert next_key(screen) == name


def test_a_line_at_a_time_in_step_with_the_voice(window: OpenWindow, english: Pack) -> None:
    """The line that is being said is large; who was late finds the same; and it never goes blank."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        show(screen, Say((Line("a.b", "First."), Line("a.c", "Second."))))
        page.wait_for_selector("#line >> text=First.")
        show(screen, PromptStarted((0.3, 500.0)))
        page.wait_for_selector("#line >> text=Second.")
        assert page.locator("#past p:not([hidden])").all_text_contents() == ["First."]
        page.reload()
        page.wait_for_selector("#line >> text=Second.")


def test_what_buttons_say(window: OpenWindow, english: Pack) -> None:
    """A button's words are the pack's, and written as they are written."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        show(screen, SAFETY, ASKED)
        page.wait_for_selector(ANSWERS)
        assert page.locator("#choices button").all_text_contents() == ["yes", "I'm not"]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", ["en", "es"])
def test_letters_are_large_enough(
    window: OpenWindow, pack_called: Callable[[str], Pack], name: str, size: tuple[int, int]
) -> None:
    """A capital H, by the size that the browser computed: of captions at least 7.3 mm, of all else 4.8."""
    pitch = SIZES[size]
    with shown_on(pack_called(name), pitch) as screen:
        page = open_at(window, screen, size=size)
        show(screen, SAFETY, RATING)
        page.wait_for_selector(ANSWERS)
        capital = page.evaluate(HEIGHT_OF_H)

        def millimetres(what: str) -> float:
            size = page.locator(what).first.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
            return float(size * capital * pitch)

        assert millimetres("#line") >= CAPTION_MILLIMETRES - 0.01
        for what in ("#microphone", "#numbers button", "#always button"):
            assert millimetres(what) >= LABEL_MILLIMETRES - 0.01
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size[0]


def test_letters_grow_with_the_distance(window: OpenWindow, english: Pack) -> None:
    """0.7 degrees from a metre away are 12.2 mm."""
    pitch = SIZES[1280, 800]
    with shown_on(english, pitch, distance_millimetres=1000) as screen:
        page = open_at(window, screen, size=(1280, 800))
        show(screen, SAFETY)
        page.wait_for_selector("#line >> text=ending your life")
        size = page.locator("#line").evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
        assert size * page.evaluate(HEIGHT_OF_H) * pitch >= 12.2


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_buttons_are_large_enough_to_touch(window: OpenWindow, english: Pack, size: tuple[int, int]) -> None:
    """44 pixels each way, or more."""
    with shown_on(english, SIZES[size]) as screen:
        page = open_at(window, screen, size=size)
        for question in (ASKED, RATING):
            show(screen, SAFETY, question)
            page.wait_for_selector(f'#answers[data-turn="{question.listen_id}"] button')
            boxes = [button.bounding_box() for button in page.locator("button >> visible=true").all()]
            assert len(boxes) > 6 and all(box and min(box["width"], box["height"]) >= 44 for box in boxes)


def test_it_is_seen_where_the_focus_is(window: OpenWindow, english: Pack) -> None:
    """On each button in turn, and that alone does nothing."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        show(screen, SAFETY, ASKED)
        page.wait_for_selector(ANSWERS)
        seen = set[str]()
        for _ in range(page.locator("button >> visible=true").count()):
            page.keyboard.press("ArrowRight")
            style = "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])"
            assert page.evaluate(f"{style}(getComputedStyle(document.activeElement))") >= ["solid", 2]
            seen.add(page.evaluate("document.activeElement.textContent"))
        assert {"yes", "I'm not", "help", "stop"} <= seen and screen.poll() is None


@pytest.mark.parametrize("name", ["en", "es"])
def test_the_page_says_its_language(window: OpenWindow, pack_called: Callable[[str], Pack], name: str) -> None:
    """A screen reader speaks it with the right voice."""
    with shown_on(pack_called(name)) as screen:
        assert open_at(window, screen).evaluate("document.documentElement.lang").startswith(name)


def test_nothing_flashes(window: OpenWindow, english: Pack) -> None:
    """What moves, moves once, and for a third of a second or longer."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        timings = list[dict[str, float]]()
        for what in (SAFETY, ASKED, RATING, Pace(4.0, 6.0, 3), BreathCued("in"), BreathCued("out")):
            show(screen, what)
            page.wait_for_timeout(50)
            timings += page.evaluate("document.getAnimations().map(each => each.effect.getTiming())")
        assert timings and all(timing["iterations"] == 1 and timing["duration"] > 333 for timing in timings)


def test_breathing_is_shown_at_the_time_of_its_sound(
    window: OpenWindow, english: Pack, capsys: pytest.CaptureFixture[str]
) -> None:
    """However late the page hears of a cue, the disc stands where it has to stand at that time."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        page.wait_for_timeout(1200)  # the page compares the clocks
        offsets = []
        screen.note(Pace(1.0, 1.0, 10), time.monotonic())
        for number in range(6):
            cued, wall = time.monotonic(), time.time()
            screen.note(BreathCued("in" if number % 2 == 0 else "out"), cued)
            page.wait_for_selector(f'#breath[data-direction="{"in" if number % 2 == 0 else "out"}"]')
            began = page.evaluate(
                "performance.timeOrigin + document.querySelector('.disc').getAnimations()[0].startTime"
            )
            offsets.append(abs(began - wall * 1000))
    with capsys.disabled():
        print(f"\npacer offset: {', '.join(f'{offset:.1f}' for offset in offsets)} ms")
    assert max(offsets) <= OFFSET_MILLISECONDS


def test_nothing_moves_for_whoever_wishes_so(window: OpenWindow, english: Pack) -> None:
    """The pacer counts instead."""
    with shown_on(english) as screen:
        page = open_at(window, screen, reduced_motion="reduce")
        show(screen, Pace(4.0, 6.0, 3), BreathCued("in"))
        page.wait_for_selector(".count >> text=/[1-4]/")
        assert page.locator(".cue").text_content() == "breathe in"
        assert page.evaluate("document.getAnimations().length") == 0


def test_the_light_is_true(window: OpenWindow, english: Pack) -> None:
    """It listens, it does not, it is lost, it is back; by words and form, not by colour alone."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        for what, state in (
            (ASKED, "listening"), (SAFETY, "closed"), (DeviceLost("microphone"), "lost"), (ASKED, "lost"),
            (DeviceBack("microphone"), "listening"), (FellAsleep(("hello coach",)), "listening"),
        ):  # fmt: skip
            show(screen, what)
            page.wait_for_selector(f'#microphone[data-state="{state}"]')
        assert page.locator("#microphone").text_content() == "I am listening"


def test_a_page_whose_coach_does_not_answer_says_nothing_of_the_microphone(window: OpenWindow, english: Pack) -> None:
    """It cannot know; whom to call it does."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        show(screen, SAFETY, ASKED)
        page.wait_for_selector('#microphone[data-state="listening"]')
    page.wait_for_selector("text=In danger, call your emergency number.")
    assert not page.locator("#microphone").is_visible()


def test_what_is_told_beside_the_question_takes_no_button_away(window: OpenWindow, english: Pack) -> None:
    """On a small screen the line before the question makes room."""
    both = Listen(5, RATING.expectation, "welcome.ready", {"ready": "ready", "breathing": "breathing"})
    lines = (
        Line("a.b", "Feet on the floor. Breathe out, long and slow."),
        Line("a.c", ASKS),
    )
    with shown_on(english, SIZES[800, 480]) as screen:
        page = open_at(window, screen)
        show(screen, Say(lines), PromptStarted((0.0, 0.0)), both, DeviceLost("loudspeaker"))
        page.wait_for_selector("#note >> text=loudspeaker")
        boxes = [button.bounding_box() for button in page.locator(ANSWERS).all()]
        above = page.locator("footer").bounding_box()
        assert above and all(box and box["y"] + box["height"] <= above["y"] for box in boxes) and len(boxes) == 13


def test_asleep_it_tells_how_to_wake_it(window: OpenWindow, english: Pack) -> None:
    """And shows nothing of whoever was there before, not even to a page that comes later."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        show(screen, SAFETY, ASKED, Remember("craving_before", 9), FellAsleep(("hello coach",)))
        page.wait_for_selector('text=Or say "hello coach".')
        assert "ending your life" not in page.content()
        page.locator("#wake").tap()
        assert next_key(screen) == "go_on"
        show(screen, WokeUp("key"))
        page.wait_for_selector("#wake", state="hidden")
        show(screen, Say((Line("close.close_thanks", "Thanks."),)))
        page.wait_for_selector("#line >> text=Thanks.")
        assert not page.locator("#wave").is_visible()


def test_a_page_that_was_driven_away_comes_back(window: OpenWindow, english: Pack) -> None:
    """The session does not notice, and the page shows what is shown now."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        page.goto("about:blank")
        show(screen, SAFETY, ASKED)
        page.go_back()
        page.wait_for_selector('#choices button[data-key="yes"]')
        page.close()
        show(screen, SAFETY)


def test_two_browsers_at_once(window: OpenWindow, english: Pack) -> None:
    """The first goes on showing the session; the second says so, shows nothing of it, and comes when that is closed."""
    with shown_on(english) as screen:
        first, second = open_at(window, screen), window()
        second.goto(screen.address)
        second.wait_for_selector("text=another window")
        show(screen, SAFETY, ASKED)
        first.wait_for_selector(ANSWERS)
        assert "ending your life" not in second.content() and not second.locator("#always").is_visible()
        first.close()
        second.wait_for_selector(ANSWERS)


def test_the_page_asks_for_nothing_from_elsewhere_and_complains_of_nothing(window: OpenWindow, english: Pack) -> None:
    """Every request goes to the one address; no script fails, and no rule of the page is broken."""
    with shown_on(english) as screen:
        page = window()
        asked, complaints = list[str](), list[str]()
        page.context.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(screen.address)
        everything = (SAFETY, ASKED, RATING, Pace(4.0, 6.0, 3), BreathCued("in"), DeviceLost("voice"), End())
        show(screen, *everything)
        page.wait_for_selector('[data-part="ended"]')
        assert asked and all(url.startswith(screen.address) for url in asked)
        assert complaints == []
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


MOMENTS: dict[str, Sequence[Event | Effect]] = {
    "a question": (SAFETY, ASKED),
    "a rating": (SAFETY, RATING),
    "breathing": (Pace(4.0, 6.0, 3), BreathCued("in")),
    "a lost voice": (SAFETY, DeviceLost("voice"), DeviceLost("microphone"), ASKED),
    "asleep": (FellAsleep(("hello coach",)),),
    "the end": (
        Remember("craving_before", 8), Remember("craving_after", 3), Say((Line("close.close_bye", "Take care."),)),
        End(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_axe_finds_nothing(window: OpenWindow, english: Pack, moment: str, scheme: str) -> None:
    """Contrast, names, roles, order: whatever a machine can find that keeps somebody out."""
    with shown_on(english) as screen:
        page = open_at(window, screen, color_scheme=scheme, reduced_motion="reduce")
        show(screen, *MOMENTS[moment])
        page.wait_for_timeout(300)
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_more_contrast_for_whoever_wishes_so(window: OpenWindow, english: Pack) -> None:
    """Black and white."""
    with shown_on(english) as screen:
        page = open_at(window, screen, contrast="more")
        body = page.evaluate(
            "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))"
        )
        assert body == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_no_word_that_a_person_said_is_on_the_page(window: OpenWindow, english: Pack) -> None:
    """A whole session in which nothing but canaries is said: neither in the page nor in what was sent to it."""
    canaries = ["zebracorn", "my neighbour quixotta hit me", "oh the flumdiddle"]
    sent = list[str]()
    with Sitting(english, ear_hears=canaries) as sitting:
        page = window()
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(str(frame))))
        page.goto(sitting.screen.address)
        page.wait_for_selector(ANSWERS)
        page.wait_for_selector("#line >> text=/quiet|breath/", timeout=30_000)
        everything = page.content() + "".join(sent)
    assert "listen" in everything
    assert [word for word in ("zebracorn", "quixotta", "flumdiddle") if word in everything] == []
