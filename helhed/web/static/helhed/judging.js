// The page works without this: the button then asks for the page anew, with the words in their place. With it, the
// words of last time come at once.

for (const button of document.querySelectorAll("[data-begins]")) {
  button.addEventListener("click", (event) => {
    const words = document.getElementById(button.dataset.begins);
    const last = button.closest(".judged").querySelector("[data-last-words]");
    event.preventDefault();
    if (!words.value.trim()) words.value = last.innerText;
    words.focus();
    words.setSelectionRange(words.value.length, words.value.length);
  });
}
