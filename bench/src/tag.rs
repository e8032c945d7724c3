//! Values of forty bytes that say whose they are, so that whatever a server
//! wraps around them they can be found in what it sends.

/// Length of a value, in bytes.
pub(crate) const LENGTH: usize = 40;
/// Length of what tells it from others.
const HEAD: usize = 13;

/// The value that a client sends as its `number`th.
pub(crate) fn value(client: usize, number: usize) -> String {
    format!("{:.<LENGTH$}", format!("@{client:04}:{number:06};"))
}

/// Every value in `bytes`: whose it is, and which.
pub(crate) fn values(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'@')
        .filter_map(|(at, _)| read(bytes.get(at..at + HEAD)?))
}

fn read(head: &[u8]) -> Option<(usize, usize)> {
    let head = std::str::from_utf8(head).ok()?;
    let (client, number) = head.strip_prefix('@')?.strip_suffix(';')?.split_once(':')?;
    Some((client.parse().ok()?, number.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_whatever_is_around_them() {
        let text = format!("\u{1}@{}@0001:{}", value(7, 123), value(199, 0));
        assert_eq!(
            values(text.as_bytes()).collect::<Vec<_>>(),
            [(7, 123), (199, 0)]
        );
        assert_eq!(value(7, 123).len(), LENGTH);
    }
}
