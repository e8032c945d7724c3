//! A reader of tables for tests, which knows nothing of the writer.

/// The cells of each row; none if this is not what RFC 4180 describes.
pub(crate) fn read(text: &str) -> Option<Vec<Vec<String>>> {
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut row = Vec::new();
        loop {
            let (cell, after) = cell(rest)?;
            row.push(cell);
            if let Some(next) = after.strip_prefix(',') {
                rest = next;
            } else {
                rest = after.strip_prefix("\r\n")?;
                break;
            }
        }
        rows.push(row);
    }
    Some(rows)
}

fn cell(text: &str) -> Option<(String, &str)> {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find([',', '\r', '\n', '"'])?;
        return Some((text[..end].to_owned(), &text[end..]));
    };
    let mut cell = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => return Some((cell, after)),
        }
    }
}
