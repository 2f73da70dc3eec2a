// Keeps a draft's file on the server while it is edited, and says so; used by the three editors of the desk.
//
// What passes between page and server:
//
//   PUT data-save-url
//     Content-Type: application/xml (drawings, tables) or application/json (forms); the body is the whole file
//     X-CSRFToken: from <meta name="csrf-token" content="...">
//     X-Draft-Version: the version last read or answered
//   200 {"version": 8, "kept": "10:42", "problems": [...], "touches": "8 running cases."}
//       kept and touches may be left out; problems are {file, step, message, element_id, note?, url?}
//   409 {"version": 9, "message": "Simon Hale changed this drawing at 10:40."}
//       nothing was written; the person chooses "Read it again" (reloads the page) or "Keep mine" (saves over version 9)
//   422 {"message": "..."}   not kept; what is on the screen stays, and the next change tries again
//   401, 403, a redirect or an answer that is not JSON: "Sign in again in another window, then press Keep now"
//   no answer: tried again after 5, 10, 20 ... 60 seconds
//
// While anything is not kept, leaving the page asks first.

const QUIET = 800;
const LONGEST_WAIT = 60000;

export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content || "";
}

function timeNow() {
  return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
}

export class Keeper {
  /** `write()` gives the whole file as text; `onAnswer(answer)` gets what the server says of a kept file. */
  constructor({ root, contentType, write, onAnswer, status, alert }) {
    Object.assign(this, { contentType, write, onAnswer, status, alert });
    this.url = root.dataset.saveUrl;
    this.version = root.dataset.version;
    this.changes = 0;
    this.kept = 0;
    this.wait = 5000;
    this.busy = false;
    if (root.dataset.kept) this.say("kept", `✓ Kept ${root.dataset.kept}`);
    window.addEventListener("beforeunload", (event) => this.changes > this.kept && event.preventDefault());
  }

  changed() {
    this.changes += 1;
    if (this.stopped) return;
    this.say("busy", "Keeping …");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), QUIET);
  }

  async keep() {
    if (this.busy) return;
    clearTimeout(this.timer);
    this.busy = true;
    const upTo = this.changes;
    try {
      await this.judge(await this.put(await this.write()), upTo);
    } catch (error) {
      this.again(error);
    }
    this.busy = false;
    if (this.changes > this.kept && this.kept === upTo) this.changed();
  }

  put(body) {
    const headers = { "Content-Type": this.contentType, "X-CSRFToken": csrfToken(), "X-Draft-Version": this.version };
    return fetch(this.url, { method: "PUT", credentials: "same-origin", headers, body });
  }

  async judge(response, upTo) {
    const isJson = (response.headers.get("Content-Type") || "").includes("json");
    const answer = isJson && !response.redirected ? await response.json() : null;
    if (response.ok && answer) return this.wasKept(answer, upTo);
    if (response.status === 409 && answer) return this.elsewhere(answer);
    if (response.status === 422 && answer) return this.notKept(`Not kept. ${answer.message}`);
    if (response.status >= 500) throw new Error(`the server answered ${response.status}`);
    const why = answer?.message || "Sign in again in another window, then press Keep now.";
    return this.notKept(`Not kept. ${why}`, [["Keep now", () => this.keep()]]);
  }

  wasKept(answer, upTo) {
    this.version = String(answer.version);
    this.kept = upTo;
    this.wait = 5000;
    this.stopped = false;
    this.alert.clear();
    this.say("kept", `✓ Kept ${answer.kept || timeNow()}`);
    this.onAnswer(answer);
  }

  elsewhere({ version, message }) {
    this.stopped = true;
    const words = `Changed elsewhere, not kept. ${message || ""} Nothing you did here has been lost.`;
    const keepMine = () => {
      this.version = String(version);
      this.keep();
    };
    const readAgain = () => {
      this.kept = this.changes;
      location.reload();
    };
    this.notKept(words, [["Keep mine", keepMine], ["Read it again, without my changes", readAgain]]);
  }

  notKept(words, acts = []) {
    this.say("not-kept", "Not kept");
    this.alert.show(words, acts);
  }

  again(error) {
    console.warn(error);
    this.say("not-kept", "Not kept yet");
    this.alert.show("Not kept yet: no answer from the server. It is tried again by itself.", [["Keep now", () => this.keep()]]);
    this.timer = setTimeout(() => this.keep(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  say(state, words) {
    this.status.className = `desk__kept desk__kept--${state}`;
    this.status.textContent = words;
  }
}
