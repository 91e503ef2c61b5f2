// Fills in the time zone this device lives in. Without it there is the list.
const list = document.querySelector("[data-guess='zone']");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (list && list.value === "UTC" && [...list.options].some((each) => each.value === zone)) list.value = zone;
