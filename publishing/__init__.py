"""How it is said: language, formats, words, sentences, charts as specifications, files."""
