// Warns two minutes before the session ends and extends it with one click. Without scripts the page says when it ends.
const box = document.getElementById("session");
if (box) {
  const warnBefore = 120_000;
  const skew = Date.now() - Date.parse(box.dataset.now);
  const left = box.querySelector("[data-left]");
  let idle = Date.parse(box.dataset.idle) + skew;
  const absolute = Date.parse(box.dataset.absolute) + skew;
  let focused;

  const tick = () => {
    const remaining = Math.min(idle, absolute) - Date.now();
    if (remaining <= 0) {
      location.replace(`${box.dataset.signIn}?ended=1`);
      return;
    }
    if (remaining <= warnBefore && box.hidden) {
      focused = document.activeElement;
      box.hidden = false;
      box.querySelector("[data-stay]").focus();
    }
    if (!box.hidden) {
      const seconds = Math.ceil(remaining / 1000);
      left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }
    setTimeout(tick, box.hidden ? Math.min(remaining - warnBefore, 30_000) : 1000);
  };

  box.querySelector("[data-stay]").addEventListener("click", async () => {
    const csrf = document.querySelector("meta[name=csrf]").content;
    const answer = await fetch(box.dataset.extend, { method: "POST", headers: { "x-csrf-token": csrf } });
    if (!answer.ok) {
      location.replace(`${box.dataset.signIn}?ended=1`);
      return;
    }
    const session = await answer.json();
    idle = Date.parse(session.idle_ends_at) + skew;
    box.hidden = true;
    focused?.focus();
  });
  tick();
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
