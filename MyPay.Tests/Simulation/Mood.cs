namespace MyPay.Tests.Simulation;

/// <summary>How the bank takes the next transfer.</summary>
internal enum Mood
{
    Prompt,

    /// <summary>It moves the money and takes six seconds to say so.</summary>
    Slow,

    /// <summary>It moves the money; its answer is lost.</summary>
    LostAnswer,

    /// <summary>The call is lost on its way there.</summary>
    LostCall,

    /// <summary>The call reaches it four seconds late, perhaps on the next day; its answer is lost.</summary>
    LateAndLost,

    /// <summary>It moves the money and answers HTTP 500.</summary>
    DoneThenError,

    /// <summary>HTTP 500, and nothing has moved.</summary>
    Error,

    /// <summary>It moves the money and answers a web page.</summary>
    DoneThenPage,

    /// <summary>It moves the money and answers half a sentence.</summary>
    DoneThenCut,

    /// <summary>It moves nothing and says yes to another amount.</summary>
    YesToAnotherAmount,

    /// <summary>It moves the money and says no to another transfer.</summary>
    DoneButNoToAnother,

    /// <summary>It says no.</summary>
    No,

    /// <summary>It is not there to be called.</summary>
    Unreachable,

    /// <summary>"Being processed": the money moves.</summary>
    ProcessingThenYes,

    /// <summary>"Being processed": the money does not move.</summary>
    ProcessingThenNo,
}

/// <summary>What the bank's answer to a transfer is worth to whoever asked.</summary>
internal enum Answer
{
    Yes,
    No,
    Unknown,
}

/// <summary>What the bank will do with a transfer.</summary>
/// <param name="Moves">The money really moves.</param>
/// <param name="Answer">What whoever asked knows then.</param>
/// <param name="Seconds">How long that takes.</param>
internal readonly record struct Foreseen(bool Moves, Answer Answer, int Seconds);

/// <summary>Moods in figures and in words.</summary>
internal static class Moods
{
    public const int LimitOfACall = 10;

    public static Foreseen Of(Mood mood, bool isCovered) =>
        mood switch
        {
            Mood.Slow => new(isCovered, isCovered ? Answer.Yes : Answer.No, 6),
            Mood.LostAnswer or Mood.LateAndLost => new(isCovered, Answer.Unknown, LimitOfACall),
            Mood.LostCall => new(false, Answer.Unknown, LimitOfACall),
            Mood.DoneThenError or Mood.DoneThenPage or Mood.DoneThenCut or Mood.DoneButNoToAnother => new(
                isCovered,
                Answer.Unknown,
                0
            ),
            Mood.Error or Mood.YesToAnotherAmount or Mood.ProcessingThenNo => new(false, Answer.Unknown, 0),
            Mood.ProcessingThenYes => new(isCovered, Answer.Unknown, 0),
            Mood.No or Mood.Unreachable => new(false, Answer.No, 0),
            _ => new(isCovered, isCovered ? Answer.Yes : Answer.No, 0),
        };

    public static string Words(Mood mood) =>
        mood switch
        {
            Mood.Slow => "takes six seconds for its yes",
            Mood.LostAnswer => "does the next transfer, and its answer is lost",
            Mood.LostCall => "never hears of the next transfer",
            Mood.LateAndLost => "hears of the next transfer four seconds late and does it, and its answer is lost",
            Mood.DoneThenError => "does the next transfer and answers HTTP 500",
            Mood.Error => "answers the next transfer with HTTP 500 and does nothing",
            Mood.DoneThenPage => "does the next transfer and answers a web page",
            Mood.DoneThenCut => "does the next transfer and answers half a sentence",
            Mood.YesToAnotherAmount => "does nothing at the next transfer and says yes to another amount",
            Mood.DoneButNoToAnother => "does the next transfer and says no to another one",
            Mood.No => "says no to the next transfer",
            Mood.Unreachable => "can't be reached for the next transfer",
            Mood.ProcessingThenYes => "says of the next transfer that it is being processed, and does it",
            Mood.ProcessingThenNo => "says of the next transfer that it is being processed, and does not do it",
            _ => "is prompt",
        };
}
