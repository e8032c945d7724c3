//! Fisher's exact test of a table of two by two.

use super::impact::Group;

/// Two tables count as equally likely when they differ by less than this share,
/// which is what rounding leaves of equal ones.
const ROUNDING: f64 = 1e-7;

/// The two-sided p: how likely it is that who is selected differs between two
/// groups at least as unlikely as it does, if it does not depend on the group.
/// Between 0 and 1, never NaN.
///
/// All tables with the same margins that are no likelier than this one count
/// (R. A. Fisher, *The Design of Experiments*, 1935; two-sided as in R).
pub fn fisher(one: Group, other: Group) -> f64 {
    let (n, m) = (one.applied(), other.applied());
    let selected = one.selected() + other.selected();
    let (least, most) = (selected.saturating_sub(m), selected.min(n));
    // Beginning at the likeliest, so that weights only get smaller.
    let likeliest =
        (u64::from(n) + 1) * (u64::from(selected) + 1) / (u64::from(n) + u64::from(m) + 2);
    let likeliest = u32::try_from(likeliest).unwrap_or(most).clamp(least, most);
    let step = |x: u32| {
        let more = f64::from(n - x) * f64::from(selected - x);
        let fewer =
            (f64::from(x) + 1.0) * (f64::from(m) - f64::from(selected) + f64::from(x) + 1.0);
        more / fewer
    };
    let up = (likeliest..most).scan(1.0, |weight, x| {
        *weight *= step(x);
        Some((x + 1, *weight))
    });
    let down = (least..likeliest).rev().scan(1.0, |weight, x| {
        *weight /= step(x);
        Some((x, *weight))
    });
    let weights: Vec<(u32, f64)> = down.chain([(likeliest, 1.0)]).chain(up).collect();
    let seen = weights
        .iter()
        .find(|(x, _)| *x == one.selected())
        .map_or(0.0, |(_, weight)| weight * (1.0 + ROUNDING));
    let (mut as_unlikely, mut all) = (0.0, 0.0);
    for (_, weight) in weights {
        all += weight;
        if weight <= seen {
            as_unlikely += weight;
        }
    }
    f64::min(as_unlikely / all, 1.0)
}
