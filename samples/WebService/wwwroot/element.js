/** Makes an element; text goes in as text, never as markup. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'scope') made.setAttribute(key, value); else made[key] = value;
  }
  made.append(...children.filter(c => c !== null && c !== undefined && c !== false));
  return made;
}
