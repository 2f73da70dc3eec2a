// Printing, for a link that says so. Without script the browser's own menu prints.
export function startPublic() {
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-print]")) return;
    event.preventDefault();
    window.print();
  });
}
