//! Texts made plain, so that rules see the words and not how they are written.

/// The words of a text, one space between: lower case, contractions written out
/// (`you're` is `you are`, but `don't` is `dont`), what is quoted taken out, as
/// it is not what we ask. Commas and their like are words of their own; so are
/// `.` and `?`, which end sentences.
#[derive(Debug, Default)]
pub(super) struct Plain(String);

/// A sentence of a [`Plain`] text.
#[derive(Debug)]
pub(super) struct Sentence<'a> {
    /// Its words, with `,` for any pause.
    pub(super) words: Vec<&'a str>,
    /// Whether it ends in a question mark.
    pub(super) asks: bool,
}

/// Stands for what was quoted.
const QUOTED: &str = "quoted";

impl Plain {
    /// Of this text.
    pub(super) fn of(text: &str) -> Self {
        let mut plain = Self(String::with_capacity(text.len() + 16));
        let mut word = String::new();
        // Where no quotation ends after here, none does further on.
        let mut may_close = true;
        let mut letters = text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let next = letters.peek().map(|(_, next)| *next);
            let inside = !word.is_empty() && next.is_some_and(char::is_alphanumeric);
            match letter {
                _ if letter.is_alphanumeric() => word.extend(letter.to_lowercase()),
                '\'' | '\u{2019}' if inside => word.push('\''),
                // Words joined are one word, as are numbers and names with points.
                '-' | '\u{2010}' | '\u{2011}' | '.' if inside => {}
                // An initial, as in `U.S.`
                '.' if word.chars().count() == 1 => {}
                '.' | '!' | '\n' => plain.mark(&mut word, "."),
                '?' => plain.mark(&mut word, "?"),
                ',' | ';' | ':' | '(' | ')' | '\u{2013}' | '\u{2014}' => {
                    plain.mark(&mut word, ",");
                }
                '"' | '\u{201c}' => {
                    plain.word(&mut word);
                    let after = at + letter.len_utf8();
                    let end = may_close.then(|| closing(text, after)).flatten();
                    may_close = end.is_some();
                    if let Some(end) = end {
                        plain.push(QUOTED);
                        while letters.next_if(|(at, _)| *at <= end).is_some() {}
                    }
                }
                _ => plain.word(&mut word),
            }
        }
        plain.word(&mut word);
        plain
    }

    /// Its sentences in order, none of them empty.
    pub(super) fn sentences(&self) -> Vec<Sentence<'_>> {
        let mut sentences = Vec::new();
        let mut words = Vec::new();
        for word in self.0.split(' ').filter(|word| !word.is_empty()) {
            let asks = word == "?";
            if !asks && word != "." {
                words.push(word);
            } else if !words.is_empty() {
                let words = std::mem::take(&mut words);
                sentences.push(Sentence { words, asks });
            }
        }
        if !words.is_empty() {
            sentences.push(Sentence { words, asks: false });
        }
        sentences
    }

    /// Its words without any marks.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.0
            .split(' ')
            .filter(|word| !matches!(*word, "" | "," | "." | "?"))
    }

    /// A number that stands for these words: the same wherever it is computed.
    pub(super) fn digest(&self) -> u64 {
        self.words()
            .fold(FNV_START, |hash, word| digest(hash ^ u64::from(b' '), word))
    }

    fn mark(&mut self, word: &mut String, mark: &str) {
        self.word(word);
        self.push(mark);
    }

    fn word(&mut self, word: &mut String) {
        if let Some((base, ending)) = word.split_once('\'') {
            self.contraction(base, ending);
        } else if !word.is_empty() {
            self.push(word);
        }
        word.clear();
    }

    fn contraction(&mut self, base: &str, ending: &str) {
        self.push(base);
        match ending {
            "re" => self.push("are"),
            "ve" => self.push("have"),
            "ll" => self.push("will"),
            "d" => self.push("would"),
            "m" => self.push("am"),
            "s" if IS.contains(&base) => self.push("is"),
            // Of a possessive the owner is enough.
            "s" => {}
            _ => self.0.push_str(&ending.replace('\'', "")),
        }
    }

    fn push(&mut self, word: &str) {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(word);
    }
}

/// Words after which `'s` is short for "is".
const IS: [&str; 8] = ["what", "who", "how", "where", "when", "it", "that", "there"];

/// Where the quotation ends that begins before `from`.
fn closing(text: &str, from: usize) -> Option<usize> {
    let end = text.get(from..)?.find(['"', '\u{201d}'])?;
    Some(from + end)
}

/// Where [`digest`] starts.
pub(super) const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Takes `word` into `hash` (FNV-1a).
pub(super) fn digest(hash: u64, word: &str) -> u64 {
    word.bytes().fold(hash, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
