/** In the page: presses Pause at once when the run that comes next shows its first result. */
export function pauseAtFirst(): void {
  const watch = new MutationObserver(() => {
    const pause = [...document.querySelectorAll('button')].find(
      (button) => button.textContent?.trim() === 'Pause',
    );
    const some = /[1-9]\d* of \d+ replicates finished/.test(
      document.querySelector('footer')?.textContent ?? '',
    );
    if (!pause || pause.disabled || !some) return;
    watch.disconnect();
    pause.click();
  });
  watch.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}
