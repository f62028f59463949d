using System.Globalization;

namespace MyPay.Web.BankSimulator.Accounts;

/// <summary>What the last four digits of a number make an account do.</summary>
internal enum Habit
{
    Normal,
    NoSuchAccount,
    Closed,
    AlwaysShort,
    MovesThenSilent,
    SilentUnmoved,
    Processing,
    Html,
}

/// <summary>An account of the outside world: a bank of the directory and a number in digits only.</summary>
internal sealed record AccountKey(string Bank, string Number)
{
    public const long OpeningBalance = 10_000_000;

    /// <summary>The other end of money that no call asked for.</summary>
    public static readonly AccountKey Elsewhere = new("004", "00400400400");

    private const int FintechLength = 24;
    private const string FintechPrefix = "999";

    public Habit Habit =>
        Number.Length is < 10 or > 14
            ? Habit.NoSuchAccount
            : Number[^4..] switch
            {
                "0404" => Habit.NoSuchAccount,
                "0415" => Habit.Closed,
                "0453" => Habit.AlwaysShort,
                "0017" => Habit.MovesThenSilent,
                "0018" => Habit.SilentUnmoved,
                "0001" => Habit.Processing,
                "0099" => Habit.Html,
                _ => Habit.Normal,
            };

    /// <summary>Why no call can use this account, or null when it can be used.</summary>
    public Outcome? Refusal =>
        Habit switch
        {
            Habit.NoSuchAccount => Outcome.NoSuchAccount,
            Habit.Closed => Outcome.Closed,
            _ => null,
        };

    public long FirstBalance => Habit == Habit.AlwaysShort ? 0 : OpeningBalance;

    public string Masked => Number.Length <= 3 ? "***" : Number[..^3] + "***";

    /// <summary>
    /// Reads "999", bank (3), length of the number (2), number left-padded with zeros to 16: 24 digits in all.
    /// </summary>
    public static AccountKey? FromFintechNumber(string text)
    {
        if (
            text.Length != FintechLength
            || !text.All(char.IsAsciiDigit)
            || !text.StartsWith(FintechPrefix, StringComparison.Ordinal)
        )
            return null;
        var bank = text[3..6];
        var length = int.Parse(text[6..8], CultureInfo.InvariantCulture);
        var padded = text[8..];
        if (!BankDirectory.Knows(bank) || length is 0 or > 16 || padded[..^length].Any(digit => digit != '0'))
            return null;
        return new(bank, padded[^length..]);
    }
}
