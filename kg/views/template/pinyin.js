// Names by the sound of their characters: whole syllables, initials, or some of each.

/** Whether letters spell characters from one of them on. */
function spells(letters, chars, from) {
  if (!letters) return true;
  const sounds = data.pinyin[chars[from]];
  if (!sounds) return from < chars.length && letters.startsWith(chars[from].toLowerCase()) && spells(letters.slice(chars[from].length), chars, from + 1);
  return sounds.split(" ").some((sound) =>
    sound.startsWith(letters) || letters[0] === sound[0] && spells(letters.slice(1), chars, from + 1) ||
    (letters.startsWith(sound) && spells(letters.slice(sound.length), chars, from + 1)));
}

/** How well letters spell a name: from its beginning, from anywhere; 0 is not at all. */
function spelling(letters, name) {
  const chars = [...name];
  if (spells(letters, chars, 0)) return 1.5;
  return chars.some((char, i) => i && data.pinyin[char] && spells(letters, chars, i)) ? 0.5 : 0;
}
