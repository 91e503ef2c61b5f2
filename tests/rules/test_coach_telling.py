"""Stories and the past told as past, and the same words when they are about now: only the first is left alone."""

import pytest

from mending.coach.crisis import dangers

STORIES = [
    'In the film she says "I want to die".',
    "There's a song he used to play about wanting to die in California, and I can't hear it without crying.",
    "We watched a film where the hero jumps off a bridge and I cried my eyes out.",
    "Chapter six is about Hamlet wanting to die, and I've to write eight hundred words on it.",
]
GAMES = [
    "I got jumped by three lads on that map and had to respawn twice.",
    "We died six times on the final boss and I want to die of shame.",
]
NO_STORIES = [
    "I have reached the last level of hell and I want to die.",
    "On the Xbox all night, and I am going to kill myself.",
    "Boss fight again at home, he punched me.",
    "My ex respawned in my life and says he will kill me.",
    "In the film the man kills himself and now I want to, too.",
    "In the film he hits her, my husband does the same.",
    "There is a song about wanting to die and I do as well.",
    "The song makes me want to die",
    "I watched the film again and I want to die.",
    "A song about wanting to die came on, and I want to die too.",
]
PAST = [
    "I tried to kill myself ten years ago, and I am glad I am here.",
    "I overdosed in 2019 and my mother found me.",
    "I tried to kill myself ten years ago.",
    "I used to want to die every morning. That was four years ago, and today I made pancakes.",
    "Twelve years ago I didn't want to live, and today I burnt the toast and laughed about it.",
    "My old roommate overdosed in 2009 and lived, and now he fixes boilers.",
    "I stood on the Erskine Bridge for an hour. That was 1991.",
    "My first husband hit me. It was thirty years ago.",
]
PAST += [
    "Back when I was twelve my stepfather used his belt on us nightly. He has been in the ground twenty years.",
    "When I was using I shot up alone in a motel bathroom with the door chained. I keep bees.",
    "He told us about our uncle's suicide in 1977, over a pan of soup.",
    "When I think how I wanted to die back then! Nowadays I argue about curtains.",
    "I overdosed in '04 and a porter found me.",
    "Two years ago this week my brother tried to hang himself, and he is laughing at me as I write.",
]
NOW = [
    "I tried to kill myself ten years ago. It is coming back.",
    "Years ago I wanted to die, and tonight I do again.",
    "Years ago I wanted to die. I still think about dying.",
    "I can't go on, my dad died years ago.",
    "I want to die. That is two years now.",
    "Been sitting on the tracks where we used to drink. The nine forty's due.",
    "He hit me years ago and now he is outside.",
    "I survived last year's attempt and the only thing I regret is that it failed.",
    "I'm walking to the dealer's with enough for what I used to have, fresh out of detox.",
    "He beat me in the nineties. He is out of prison and he has found me.",
    "My brother's hanging himself, he tried in 2009 and now he's at it.",
    "He used to hit me sober, but this morning he was sober and he hit me.",
    "When I think I want to die it's like years ago.",
    "My mum took her own life in 1998 and I can't go on.",
]


@pytest.mark.parametrize("text", [*STORIES, *GAMES, *PAST])
def test_a_story_and_the_past_told_as_past_are_left_alone(text):
    assert dangers(text) == []


@pytest.mark.parametrize("text", [*NO_STORIES, *NOW])
def test_it_is_danger_once_the_writer_steps_in_or_it_is_about_now(text):
    assert dangers(text)
