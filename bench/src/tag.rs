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

/// Every value in `bytes`: whose it is, and which. Looked for within the clock in some
/// measurements, so it is quick.
pub(crate) fn values(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    memchr::memchr_iter(b'@', bytes).filter_map(|at| read(bytes.get(at..at + HEAD)?))
}

fn read(head: &[u8]) -> Option<(usize, usize)> {
    let [b'@', client @ .., b';'] = head else {
        return None;
    };
    let (client, number) = client.split_at_checked(4)?;
    Some((digits(client)?, digits(number.strip_prefix(b":")?)?))
}

fn digits(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0, |number, digit| {
        let digit = digit.is_ascii_digit().then(|| usize::from(digit - b'0'))?;
        Some(number * 10 + digit)
    })
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
