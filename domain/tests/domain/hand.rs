//! What a person in a test draws from: chance that can be replayed, ids, letters.

use domain::id::{BatchId, CommentId, ItemId, PersonId, StageId};
use domain::order::Mark;

/// Chance that a seed decides: the same seed, the same draws.
#[derive(Debug, Clone)]
pub(crate) struct Hand {
    state: u64,
    /// Whose keys these are.
    pub(crate) mark: Mark,
    /// Letters that nobody draws twice, from here up; none: everyday ones.
    letters: Option<u32>,
}

/// The first letter of those that are drawn once only: a plane for private use.
pub(crate) const OWN_LETTERS: u32 = 0xF_0000;

/// How many of them one person has.
const EACH: u32 = 8_192;

/// The number of the person whose letter this is.
pub(crate) fn owner(letter: char) -> usize {
    (u32::from(letter).saturating_sub(OWN_LETTERS + 1) / EACH) as usize
}

impl Hand {
    /// A hand that draws everyday letters.
    pub(crate) fn new(seed: u64) -> Self {
        let mut hand = Self {
            state: seed,
            mark: Mark(0),
            letters: None,
        };
        hand.mark = Mark((hand.draw() >> 32) as u32);
        hand
    }

    /// A hand that draws each letter once: those of person number `person`.
    pub(crate) fn with_own_letters(seed: u64, person: u32) -> Self {
        let letters = Some(OWN_LETTERS + person * EACH);
        Self {
            letters,
            ..Self::new(seed)
        }
    }

    /// 64 random bits (the generator known as splitmix64).
    pub(crate) fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`, which is not zero.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.draw() % bound as u64).unwrap_or(0)
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these; none of none.
    pub(crate) fn one_of<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        (!all.is_empty()).then(|| all[self.below(all.len())].clone())
    }

    /// 16 random bytes.
    pub(crate) fn bytes(&mut self) -> [u8; 16] {
        let (one, other) = (self.draw(), self.draw());
        (u128::from(one) << 64 | u128::from(other)).to_be_bytes()
    }

    /// A new batch.
    pub(crate) fn batch(&mut self) -> BatchId {
        BatchId(self.bytes())
    }

    /// An item: mostly a new one, sometimes one that others draw too.
    pub(crate) fn item(&mut self) -> ItemId {
        ItemId(self.new_or_known())
    }

    /// A stage: mostly a new one, sometimes one that others draw too.
    pub(crate) fn stage(&mut self) -> StageId {
        StageId(self.new_or_known())
    }

    /// A comment: mostly a new one, sometimes one that others draw too.
    pub(crate) fn comment(&mut self) -> CommentId {
        CommentId(self.new_or_known())
    }

    /// One of five people.
    pub(crate) fn person(&mut self) -> PersonId {
        PersonId([u8::try_from(self.below(5)).unwrap_or(0); 16])
    }

    fn new_or_known(&mut self) -> [u8; 16] {
        if self.once_in(8) {
            [u8::try_from(self.below(3)).unwrap_or(0); 16]
        } else {
            self.bytes()
        }
    }

    /// A letter.
    pub(crate) fn letter(&mut self) -> char {
        if let Some(next) = &mut self.letters {
            *next += 1;
            return char::from_u32(*next).unwrap_or('?');
        }
        self.one_of(&['a', 'b', 'é', 'ß', '漢', '🦀', '\n', ' '])
            .unwrap_or('a')
    }

    /// Up to `most` letters.
    pub(crate) fn letters(&mut self, most: usize) -> String {
        (0..self.below(most + 1)).map(|_| self.letter()).collect()
    }
}
