//! What people wrote, within a page of Markdown.

/// A text on one line.
pub(crate) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    escape(&words.join(" "))
}

/// A text on one line, or `instead` where there is none.
pub(crate) fn or(text: &str, instead: &str) -> String {
    match line(text) {
        said if said.is_empty() => instead.to_owned(),
        said => said,
    }
}

/// A text apart from the rest, line by line.
pub(crate) fn quoted(text: &str) -> String {
    let lines: Vec<String> = text
        .trim()
        .lines()
        .map(|line| escape(line.trim()))
        .collect();
    format!("> {}", lines.join("\n> "))
}

/// One line with every sign that Markdown reads made plain.
pub(crate) fn escape(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    // A list begins with a dash, a plus or a number with a dot or a bracket.
    let digits = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    let marker = line.len() - digits.len();
    for (at, letter) in line.char_indices() {
        let reads = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' => true,
            '-' | '+' | '=' => line[..at].trim().is_empty(),
            '.' | ')' => numbered && at == marker,
            _ => false,
        };
        if reads {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}
