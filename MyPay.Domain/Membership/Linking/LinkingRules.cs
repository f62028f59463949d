using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership.Linking;

/// <summary>What is fixed about linking an account.</summary>
internal static class LinkingRules
{
    public const int MaxTries = 3;
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);

    /// <summary>
    /// While an unanswered check of the same account is this young, it is asked about again instead of sending another
    /// won.
    /// </summary>
    public static readonly TimeSpan UnknownBlocks = TimeSpan.FromMinutes(10);

    /// <summary>The version of the consent to withdrawals (출금이체 동의) in force.</summary>
    public static readonly DateOnly ConsentVersion = new(2026, 11, 1);

    private const int LastDigits = 5;

    /// <summary>Digits alone, as Banking takes a number.</summary>
    public static string Digits(string? number) => TypedDigits.Bare(number);

    /// <summary>The holder at the bank is the member: spaces, case and Unicode form aside.</summary>
    public static bool IsSamePerson(string holder, string member) =>
        SignUpRules.NameKey(Printed(holder)) == SignUpRules.NameKey(Printed(member));

    /// <summary>Banks print at most 20 characters of a name.</summary>
    private static string Printed(string name) => name.Length <= 20 ? name : name[..20];

    /// <summary>The last five digits readable; the first three only where enough stays hidden.</summary>
    public static string Mask(string digits)
    {
        var head = digits.Length >= 12 ? digits[..3] : "***";
        return $"{head}-{new string('*', digits.Length - LastDigits - 3)}-{Last(digits)}";
    }

    public static string Last(string digits) => digits[^LastDigits..];

    /// <summary>What the member finds on the statement.</summary>
    public static string NewDepositorText() => DepositorText.New();

    /// <summary>The digits, or word and digits; in time that says nothing.</summary>
    public static bool IsRight(string? typed, string depositorText) => DepositorText.IsRight(typed, depositorText);
}
