// Practices on a skill's page. Nothing is stored or sent; without script the words on the page say what to do.

const still = matchMedia("(prefers-reduced-motion: reduce)");
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** Calls `each(second)` once a second, by the clock and not by counting, until stopped. */
function ticking(each) {
  const began = Date.now();
  let told = -1;
  const look = () => {
    const second = Math.floor((Date.now() - began) / 1000);
    if (second !== told) each((told = second));
  };
  const timer = setInterval(look, 200);
  look();
  return () => clearInterval(timer);
}

function following(box, input) {
  const told = box.querySelector(`output[for="${input.id}"]`);
  input.addEventListener("input", () => (told.textContent = input.value));
}

function breathing(box, find) {
  const [now, circle, pace, start, stop] = ["[data-now]", ".breath", "#pace", "[data-start]", "[data-stop]"].map(find);
  let timer, motion;
  following(box, pace);
  const breathe = (isIn) => {
    const seconds = isIn ? Number(pace.value) : Number(pace.value) * 1.5;
    now.textContent = isIn ? now.dataset.in : now.dataset.out;
    if (!still.matches) {
      const sizes = [{ transform: "scale(1)" }, { transform: "scale(2.2)" }];
      const timing = { duration: seconds * 1000, easing: "ease-in-out", fill: "forwards" };
      motion = circle.animate(isIn ? sizes : sizes.reverse(), timing);
    }
    timer = setTimeout(breathe, seconds * 1000, !isIn);
  };
  const turn = (on) => {
    start.hidden = on;
    stop.hidden = !on;
    clearTimeout(timer);
    motion?.cancel();
    now.textContent = "";
    if (on) breathe(true);
    (on ? stop : start).focus();
  };
  start.addEventListener("click", () => turn(true));
  stop.addEventListener("click", () => turn(false));
}

function surfing(box, find) {
  const names = ["[data-clock]", "[data-ask]", "#urge-now", "[data-rate]", "[data-stop]", "[data-told]"];
  const [shown, ask, urge, rate, stop, told] = names.map(find);
  const rated = [];
  let halt = null;
  following(box, urge);
  const tell = () => {
    rated.push(Number(urge.value));
    const of = { start: rated[0], peak: Math.max(...rated), end: rated.at(-1) };
    told.hidden = false;
    for (const [name, value] of Object.entries(of)) {
      find(`[data-of="${name}"]`).textContent = value;
      const field = document.querySelector(`[name="${name}"]`);
      if (field) field.value = value;
    }
    ask.textContent = "";
  };
  const finish = () => {
    halt?.();
    halt = null;
    stop.hidden = true;
    rate.hidden = true;
  };
  rate.addEventListener("click", () => {
    tell();
    if (halt) return;
    rate.textContent = ask.dataset.again;
    stop.hidden = false;
    halt = ticking((second) => {
      shown.textContent = clock(second);
      if (second && second % 300 === 0) ask.textContent = second >= 1800 ? ask.dataset.end : ask.dataset.again;
    });
  });
  stop.addEventListener("click", () => {
    tell();
    finish();
  });
}

function stopping(box, find) {
  const [screen, now, shown] = ["dialog", "[data-now]", "[data-clock]"].map(find);
  const steps = [...box.querySelectorAll("li")].map((step) => step.textContent);
  let halt;
  find("[data-start]").addEventListener("click", () => {
    screen.showModal();
    halt = ticking((second) => {
      shown.textContent = 60 - second;
      const step = steps[Math.min(3, Math.floor(second / 15))];
      if (now.textContent !== step) now.textContent = step;
      if (second >= 60) screen.close();
    });
  });
  screen.addEventListener("close", () => halt?.());
}

function ring() {
  const sound = new AudioContext();
  const [tone, loud] = [sound.createOscillator(), sound.createGain()];
  tone.frequency.value = 528;
  loud.gain.setValueAtTime(0.08, sound.currentTime);
  loud.gain.exponentialRampToValueAtTime(0.0001, sound.currentTime + 2);
  tone.connect(loud).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + 2);
  tone.addEventListener("ended", () => sound.close());
}

function listening(box, find) {
  const names = ["[data-floor]", "[data-clock]", "#turn", "[data-start]", "[data-swap]", "[data-stop]", "[data-bell]"];
  const [floor, shown, minutes, start, swap, stop, bell] = names.map(find);
  let isFirst = true, halt;
  following(box, minutes);
  const turn = () => {
    halt?.();
    floor.textContent = isFirst ? floor.dataset.first : floor.dataset.second;
    const whole = Number(minutes.value) * 60;
    halt = ticking((second) => {
      shown.textContent = clock(Math.max(0, whole - second));
      if (second < whole) return;
      halt?.();
      floor.textContent = floor.dataset.back;
      if (bell.checked) ring();
    });
  };
  const show = (on) => {
    start.hidden = on;
    swap.hidden = stop.hidden = !on;
    (on ? swap : start).focus();
  };
  start.addEventListener("click", () => {
    isFirst = true;
    show(true);
    turn();
  });
  swap.addEventListener("click", () => {
    isFirst = !isFirst;
    turn();
  });
  stop.addEventListener("click", () => {
    halt?.();
    floor.textContent = "";
    show(false);
  });
}

const PRACTICES = { breathing, surfing, stop: stopping, listening };

for (const box of document.querySelectorAll("[data-practice]")) {
  for (const part of box.querySelectorAll("[data-with-script]")) part.hidden = false;
  PRACTICES[box.dataset.practice](box, (what) => box.querySelector(what));
}
