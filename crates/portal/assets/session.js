// Keeps an open page honest about its session. It asks the server before it warns, before it leaves, after a sleep and when another
// tab did something; it shows nothing while it is not sure; and it keeps what was typed, sealed by the server for the same person.
// Without scripts the page says when the session ends, and a form that is sent too late keeps its own words.

const WARN_BEFORE = 120_000;
const LOOK_EVERY = 30_000;

/** Forms of the page with something typed or chosen in them. */
function filledIn() {
  const fields = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden");
  const isChanged = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.type === "file") return field.files.length > 0;
    if (field.tagName === "SELECT") return [...field.options].some((own) => own.selected !== own.defaultSelected);
    return field.value !== field.defaultValue;
  };
  const forms = [...document.querySelectorAll("main form[method=post]")].filter((form) => form.elements.csrf);
  const changed = forms.filter((form) => fields(form).some(isChanged));
  // Words that came back are no change, but are kept once more.
  const hasKept = document.querySelector("[data-kept]") !== null;
  const kept = forms.filter((form) => hasKept && fields(form).some((field) => field.defaultValue));
  return changed.concat(kept);
}

/** What is kept of a form: no password, no code, no file. */
function words(form) {
  const kept = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const field = form.elements[name];
    if (field.type === "password" || field.autocomplete === "one-time-code") continue;
    if (typeof value === "string") kept.append(name, value);
    else if (value.size > 0) kept.set("portico-file", "1");
  }
  kept.set("portico-action", new URL(form.action).pathname);
  return kept;
}

class Watch {
  constructor(box) {
    this.box = box;
    this.left = box.querySelector("[data-left]");
    this.clock(box.dataset.now);
    this.ends(box.dataset.idle, box.dataset.absolute);
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel("portico-session") : null;
    this.title = document.title;
    this.isLeaving = false;
  }

  begin() {
    if (this.channel) {
      // Every page that opens, also one of sign-in, may have changed whose session it is, or how long it lasts.
      this.channel.onmessage = () => this.look();
      this.channel.postMessage("opened");
    }
    const woken = () => document.visibilityState === "visible" && this.wake();
    for (const happening of ["visibilitychange", "resume"]) document.addEventListener(happening, woken);
    for (const happening of ["focus", "online"]) window.addEventListener(happening, woken);
    // A page that the browser keeps is kept covered, and asks before it shows.
    window.addEventListener("pagehide", () => this.cover());
    window.addEventListener("pageshow", (event) => event.persisted && this.wakeCovered());
    this.box.querySelector("[data-stay]").addEventListener("click", () => this.stay());
    this.tick();
  }

  clock(now) {
    this.skew = Date.now() - Date.parse(now);
  }

  ends(idle, absolute) {
    this.end = Math.min(Date.parse(idle), Date.parse(absolute)) + this.skew;
  }

  tick() {
    clearTimeout(this.timer);
    if (this.isLeaving) return;
    const remaining = this.end - Date.now();
    if (remaining <= 0) {
      this.wakeCovered();
      return;
    }
    if (remaining <= WARN_BEFORE && this.box.hidden) this.look();
    else if (document.visibilityState === "visible" && this.isStale()) this.look();
    if (!this.box.hidden) {
      const seconds = Math.ceil(remaining / 1000);
      this.left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }
    this.timer = setTimeout(() => this.tick(), 1000);
  }

  isStale() {
    return Date.now() - (this.lookedAt ?? Date.now()) > LOOK_EVERY;
  }

  /** Something may have happened while the page slept. */
  wake() {
    if (Date.now() >= this.end) this.wakeCovered();
    else this.look();
  }

  wakeCovered() {
    this.cover();
    clearTimeout(this.timer);
    this.look();
  }

  /** Asks how the session is, which does not put its end off. */
  async look() {
    if (this.isLooking || this.isLeaving) {
      this.looksAgain = true;
      return;
    }
    this.isLooking = true;
    this.looksAgain = false;
    this.lookedAt = Date.now();
    try {
      await this.hear(await fetch(this.box.dataset.state, { cache: "no-store" }));
    } catch {
      this.hearNothing();
    }
    this.isLooking = false;
    if (this.looksAgain) this.look();
  }

  async hear(answer) {
    if (answer.status === 401 || answer.status === 403 || answer.status === 404) {
      await this.leave(`${this.box.dataset.signIn}?ended=1`);
      return;
    }
    if (!answer.ok) {
      this.hearNothing();
      return;
    }
    const session = await answer.json();
    if (session.account !== this.box.dataset.account) {
      await this.leave(this.box.dataset.home);
      return;
    }
    this.clock(session.now);
    this.ends(session.idle_ends_at, session.absolute_ends_at);
    this.uncover();
    if (this.end - Date.now() <= WARN_BEFORE) this.warn();
    else this.calm();
    this.lookedAt = Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tick(), this.box.hidden ? Math.min(1000, this.end - Date.now()) : 0);
  }

  /** The server cannot be asked: by the page's own clock the record is shown or not, and nothing that was typed is lost. */
  hearNothing() {
    if (Date.now() >= this.end) this.cover();
    else if (this.end - Date.now() <= WARN_BEFORE) this.warn();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (Date.now() >= this.end ? this.look() : this.tick()), 1000);
  }

  warn() {
    if (!this.box.hidden) return;
    this.focused = document.activeElement;
    this.box.hidden = false;
    this.box.querySelector("[data-stay]").focus();
  }

  calm() {
    if (this.box.hidden) return;
    this.box.hidden = true;
    this.focused?.focus();
  }

  async stay() {
    const csrf = document.querySelector("meta[name=csrf]").content;
    try {
      const answer = await fetch(`${this.box.dataset.state}/extend`, {
        method: "POST",
        headers: { "x-csrf-token": csrf },
      });
      await this.hear(answer);
      this.channel?.postMessage("extended");
    } catch {
      this.hearNothing();
    }
  }

  cover() {
    document.body.dataset.covered = "";
    document.getElementById("cover").hidden = false;
    document.title = this.box.dataset.organization;
  }

  uncover() {
    delete document.body.dataset.covered;
    document.getElementById("cover").hidden = true;
    document.title = this.title;
  }

  async leave(to) {
    this.isLeaving = true;
    this.cover();
    for (const form of filledIn().slice(0, 1)) {
      try {
        await fetch("/drafts", { method: "POST", body: words(form) });
      } catch {
        // Covered, and not left, until the words are kept.
        this.isLeaving = false;
        this.timer = setTimeout(() => this.look(), 1000);
        return;
      }
    }
    document.body.replaceChildren();
    location.replace(to);
  }
}

const box = document.getElementById("session");
if (box) new Watch(box).begin();
else if ("BroadcastChannel" in window) new BroadcastChannel("portico-session").postMessage("opened");
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
