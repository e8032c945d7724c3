//! A dot for each rater on the scale. The list of evidence beside it says the
//! same in words, so the picture itself is hidden from screen readers.

use std::collections::BTreeMap;

use app::hue;
use domain::scorecard::Rating;
use domain::views::Member;
use leptos::prelude::*;

const STEP: u32 = 88;
const TOP: u32 = 22;
const DOT: u32 = 26;

#[component]
pub(super) fn Dots(
    /// Levels of the scale.
    levels: u8,
    /// Each rater's rating.
    rated: Vec<(Member, Option<Rating>)>,
) -> impl IntoView {
    let x = |level: u8| STEP / 2 + u32::from(level - 1) * STEP;
    let mut stacked: BTreeMap<u8, u32> = BTreeMap::new();
    let dots: Vec<(Member, u32, u32)> = rated
        .into_iter()
        .filter_map(|(member, rating)| {
            let level = rating?.level()?.clamp(1, levels);
            let above = stacked.entry(level).or_default();
            let y = *above;
            *above += 1;
            Some((member, x(level), y))
        })
        .collect();
    let tallest = stacked.values().copied().max().unwrap_or(1).max(1);
    let line = TOP + (tallest - 1) * (DOT + 2);
    let (width, height) = (STEP * u32::from(levels), line + 40);
    view! {
        <svg class="dots" viewBox=format!("0 0 {width} {height}") aria-hidden="true" focusable="false">
            <line class="axis" x1=x(1) y1=line x2=x(levels) y2=line />
            {(1..=levels)
                .map(|level| {
                    view! {
                        <circle class="tick" cx=x(level) cy=line r="4" />
                        <text x=x(level) y=line + 34 text-anchor="middle">
                            {level}
                        </text>
                    }
                })
                .collect_view()}
            {dots
                .into_iter()
                .map(|(member, x, above)| {
                    let y = line - above * (DOT + 2);
                    view! {
                        <g class=format!("dot hue-{}", hue(member.id))>
                            <circle cx=x cy=y r=DOT / 2 />
                            <text x=x y=y + 4 text-anchor="middle">
                                {member.initials()}
                            </text>
                        </g>
                    }
                })
                .collect_view()}
        </svg>
    }
}
