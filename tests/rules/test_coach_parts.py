"""Parts of an apology, parts of a request and strengths: what is there, and what only looks alike."""

import pytest

from mending.coach import parts
from tests.timing import quickest

THERE = {
    "responsibility": (
        "It was me who told them.",
        "I lied to you about the money.",
        "i stole ur tablets n i let u think u lost them",
        "That was my fault and nobody else's.",
        "I did not show up at your graduation.",
        "I was wrong to say it in front of your friends.",
        "I own what I did that night.",
        "I told your mother that you had left, and that was a lie. It belongs to me.",
        "I shouted at the weans and slammed the door on you.",
    ),
    "repair": (
        "You will have the first fifty out of my wages in May.",
        "I will pay you back thirty pounds every month until it is paid.",
        "I have already paid the fine in your name.",
        "I'd like to mend the fence this Saturday.",
        "The cheque is in this envelope.",
        "ill get u a new charger on payday",
        "I have told your sister the truth about the ring.",
        "I can drive you to the clinic on Tuesdays.",
        "I've set aside two hundred for the window.",
    ),
    "regret": (
        "I'm so sorry for the nights you sat up waiting.",
        "I deeply regret what I put you through.",
        "I apologise for the things I said at the table.",
        "sry for wot i did",
        "I feel terrible about how long you waited.",
        "I wish I had never picked up that phone.",
        "It breaks my heart that you saw it.",
        "My sincere apologies for the trouble.",
    ),
    "explanation": (
        "The craving had me by then.",
        "I hid it because I was afraid of losing you. That is a reason, not an excuse.",
        "I was using every day by then and could think of nothing else.",
        "I was too ashamed to answer the phone.",
        "I told myself that you would not notice.",
        "I couldn't face you after that.",
        "I did it out of spite.",
        "I wanted the money for pills.",
        "That's how it came about.",
    ),
    "repentance": (
        "I ring my sponsor first now.",
        "I will not lie to you again.",
        "I have been sober since March.",
        "I go to meetings on Thursdays.",
        "I don't keep cash in the house any more.",
        "I've stopped drinking.",
        "I swear I'll never raise my hand to you.",
        "I am in treatment now.",
        "six months clean today",
    ),
    "forgiveness_request": (
        "There is no need to write back.",
        "Please forgive me.",
        "Can you find it in your heart to forgive me?",
        "You do not have to forgive me.",
        "I am not asking for your forgiveness.",
        "I hope that one day you can forgive me.",
        "You owe me nothing.",
        "I beg your pardon, friend.",
        "Whether you forgive me is up to you.",
    ),
    "facts": (
        "On Monday you took the car without asking.",
        "You came home at two this morning.",
        "The rent was late twice this year.",
        "We had the same row three times this week.",
        "My bike has been in your shed since June.",
        "You didn't ring when you said.",
        "Last night the music was on till three.",
        "You read my diary on Friday.",
    ),
    "feeling": (
        "I feel lonely when the phone is off.",
        "It scares me when you drive like that.",
        "i get so anxious wen ur late",
        "I was mortified.",
        "It makes me sad to eat alone.",
        "I dread the weekends.",
        "I'm worried about Saturday.",
        "I felt shut out.",
    ),
    "ask": (
        "Could you ring me on Sunday at five?",
        "Please knock before you come in.",
        "Would you mind turning it down after ten?",
        "I'd like you to come with me on Friday.",
        "can u pick me up at 8",
        "I'm asking for one evening a week.",
        "Leave the key with Joan.",
        "Would it be possible to swap shifts?",
    ),
    "reason": (
        "That way I can sleep before work.",
        "It would help me stay off the drink.",
        "so we both know where we stand",
        "I'd sleep better and you would get your evenings back.",
        "It would mean a lot to the kids.",
        "Then I can plan the week.",
        "It'd be easier for both of us.",
        "I'd worry less.",
    ),
    "room": (
        "How does that sit with you?",
        "If not, that's fine.",
        "No worries if you can't.",
        "You can say no.",
        "If Friday doesn't suit you, pick another day.",
        "What would work for you?",
        "It's up to you.",
        "Could we meet in the middle?",
        "i get it if u'd rather not",
    ),
    "feeling_named": (
        "I'm ashamed of it.",
        "I was so proud of you.",
        "i felt really guilty",
        "I'm glad we talked.",
        "There was a grief in me that I couldn't name.",
        "It worried me all week.",
        "I feel hopeful about the spring.",
        "I've been lonely.",
    ),
    "need_named": (
        "I need some quiet in the evenings.",
        "I need to know where we stand.",
        "What I need is rest.",
        "I could do with some company.",
        "Honesty is important to me.",
        "i just need time",
        "I want to be asked first.",
        "It matters to me.",
    ),
    "empathy": (
        "I'd guess you felt very alone.",
        "That must have been frightening for you.",
        "You must have felt alone.",
        "I can see why you're wary of me.",
        "I imagine you were worn out.",
        "u were probably scared",
        "It makes sense that you are angry.",
        "I can understand that you don't trust me yet.",
        "No wonder you changed the locks.",
    ),
    "we": (
        "We can work this out.",
        "How do we make Christmas easier?",
        "I think we both want peace.",
        "Let's find a way to split the bills.",
        "We're in this together.",
        "the two of us could plan it",
        "We could sit down and make a list.",
        "We want the same thing for the boys.",
    ),
    "limit": (
        "I won't lend you any more money.",
        "If you shout I will leave the room.",
        "I'm not going to talk about Dad on the phone.",
        "I can't have you staying when you're using.",
        "I'll hang up if it turns into a row.",
        "I won't come to the house.",
        "That is a boundary of mine.",
        "I'm leaving at eight either way.",
    ),
}

ALIKE = {
    "responsibility": (
        "The money was taken.",
        "Mistakes were made.",
        "You lied to me.",
        "If I hurt you, I am sorry.",
        "Things got out of hand.",
        "I told you to lock the door.",
        "It was not my fault.",
        "Whatever I did, it is past.",
    ),
    "repair": (
        "I think about the fence often.",
        "I will make everything right.",
        "I cannot pay for it.",
        "You should pay me back.",
        "I want to clear the air.",
        "The fence is still broken.",
        "I hope it can be mended.",
        "You said you would fix it.",
    ),
    "regret": (
        "I'm sorry if you were hurt.",
        "I'm sorry you feel that way.",
        "I don't regret a thing.",
        "You owe me an apology.",
        "I feel sorry for you.",
        "Sorry, but you started it.",
        "I took the ring.",
        "Tell Ann to say sorry.",
    ),
    "explanation": (
        "I took it. There is no excuse.",
        "I'm writing because I love you.",
        "But I was under a lot of stress.",
        "Because you made me angry.",
        "I shouted at you.",
        "You were using then.",
        "It was a Tuesday in June.",
        "I had no choice.",
    ),
    "repentance": (
        "You will never see her again.",
        "I shouted at you.",
        "My sponsor said to write.",
        "I can never know how it was.",
        "I lied about it.",
        "We don't talk any more.",
        "I am sorry for that.",
        "I used every day then.",
    ),
    "forgiveness_request": (
        "You have to forgive me.",
        "It is time you forgave me.",
        "God has forgiven me.",
        "Forgive my spelling.",
        "I am sorry.",
        "You must forgive me.",
        "I have no question for you.",
        "I have forgiven you.",
    ),
    "facts": (
        "I need more privacy.",
        "I get nervous in shops.",
        "Would you come with me?",
        "I would like an answer.",
        "You never listen.",
        "I feel left out.",
        "Could you turn it down?",
        "I hope to see you.",
    ),
    "feeling": (
        "I feel like you don't care.",
        "I feel that it is unfair.",
        "I'm afraid I can't come.",
        "Could you come at six?",
        "I'd be happy to help.",
        "You look sad.",
        "You were late.",
        "I feel you should go.",
    ),
    "ask": (
        "I feel lonely on Sundays.",
        "You took the van.",
        "Give me the keys. Stop lying. Get out.",
        "The bus is late these days.",
        "I've filled in the form.",
        "Sundays are long.",
        "How could you?",
        "I was at work on Friday.",
    ),
    "reason": (
        "Please knock first.",
        "Could you ring me?",
        "I would like one visit.",
        "You would say that.",
        "Stop it.",
        "You came at two.",
        "I'd be grateful.",
        "Because you never listen.",
    ),
    "room": (
        "Pay me by Friday or else.",
        "I won't take no for an answer.",
        "Could you ring me?",
        "Do it today.",
        "You were late.",
        "I want it off at ten.",
        "I am sad.",
        "If you don't pay I will tell them.",
    ),
    "feeling_named": (
        "I feel like you never listen.",
        "I feel that he was wrong.",
        "I felt as if you had gone.",
        "I'm afraid the shop is shut.",
        "You introduced me.",
        "The dog is happy.",
        "There's a thing I did not tell you.",
        "I'm not ashamed.",
    ),
    "need_named": (
        "You need to calm down.",
        "I need my charger.",
        "I keep it in the box.",
        "I don't need you.",
        "It's a long day.",
        "I needed the money.",
        "I need you to stop that.",
        "The shift starts at five.",
    ),
    "empathy": (
        "You must be joking.",
        "You lost your job.",
        "You should feel ashamed.",
        "It is hard for me.",
        "I can't see why you went.",
        "The police came.",
        "You went home.",
        "You must answer me.",
    ),
    "we": (
        "How will you sort this?",
        "I want peace.",
        "We were at school together.",
        "You have to fix it.",
        "Pull yourself together.",
        "I have a plan.",
        "We lived in Leeds.",
        "Your house is cold.",
    ),
    "limit": (
        "I will not lie to you again.",
        "I can't believe it.",
        "You won't come to the house.",
        "I won't drink again.",
        "It is hard to hear.",
        "Don't call me.",
        "I couldn't help it.",
        "I was not there.",
    ),
}


def found(text: str) -> set[str]:
    seen = parts.of(text)
    return {label.value for label in (*seen.parts, *seen.request_parts, *seen.strengths)}


@pytest.mark.parametrize(("label", "text"), [(label, text) for label, all in THERE.items() for text in all])
def test_what_is_there_is_seen(label: str, text: str) -> None:
    assert label in found(text)


@pytest.mark.parametrize(("label", "text"), [(label, text) for label, all in ALIKE.items() for text in all])
def test_what_only_looks_alike_is_left_alone(label: str, text: str) -> None:
    assert label not in found(text)


def test_one_order_is_an_ask_and_several_are_none() -> None:
    assert "ask" in found("Bring the keys on Friday.")
    assert "ask" not in found("Bring the keys. Leave my room. Stop the shouting.")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?!", "\U0001f600", "'", "\u017f" * 100])
def test_where_nothing_is_said_nothing_is_found(text: str) -> None:
    assert found(text) == set()


def test_it_takes_time_in_proportion_to_the_text() -> None:
    text = " ".join(one for all in THERE.values() for one in all)
    assert quickest(parts.of, text * 20) < quickest(parts.of, text * 5) * 12
