// The words of the page, which stand in its template.

const words = new Map(
  [...document.querySelector("#words").content.querySelectorAll("[data-word]")].map((each) => [each.dataset.word, each.textContent]),
);

export function word(name) {
  return words.get(name) ?? name;
}

export function copyOf(template) {
  return document.querySelector(template).content.firstElementChild.cloneNode(true);
}

// Keeps what is there in place, so that who is at a button stays at it.
export function inOrder(list, elements) {
  if (elements.length === list.children.length && elements.every((each, place) => list.children[place] === each)) return;
  const focused = document.activeElement;
  list.replaceChildren(...elements);
  if (focused && list.contains(focused)) focused.focus();
}
