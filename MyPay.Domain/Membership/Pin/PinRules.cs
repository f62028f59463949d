using System.Globalization;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Membership.Pin;

/// <summary>Which six digits are too easy to guess.</summary>
internal static class PinRules
{
    public const int Length = 6;

    /// <summary>The most that <see cref="MembershipPolicies.PinTries"/> may allow; the table's own guard.</summary>
    public const int MostTries = 5;

    private static readonly string[] BirthdayForms = ["yyMMdd", "MMddyy", "ddMMyy"];

    public static Result<Done> Check(string? pin, DateOnly birthDate, string phone)
    {
        if (pin is not { Length: Length } || !pin.All(char.IsAsciiDigit))
            return Invalid("not_six_digits");
        if (IsRun(pin, 1) || IsRun(pin, 9))
            return Invalid("sequence");
        if (IsRepeated(pin))
            return Invalid("repeated");
        if (BirthdayForms.Any(form => birthDate.ToString(form, CultureInfo.InvariantCulture) == pin))
            return Invalid("birthday");

        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.EndsWith(pin, StringComparison.Ordinal) ? Invalid("phone") : default(Done);
    }

    // Up by one is a run, and down by one is up by nine: 890123 and 210987 go round the zero and count.
    private static bool IsRun(string pin, int step) =>
        Enumerable.Range(1, Length - 1).All(i => (pin[i] - pin[i - 1] + 10) % 10 == step);

    // Three of a kind side by side (258000), one or two digits only (121212, 112211), or the same half twice (123123).
    private static bool IsRepeated(string pin) =>
        Enumerable.Range(2, Length - 2).Any(i => pin[i] == pin[i - 1] && pin[i] == pin[i - 2])
        || pin.Distinct().Count() <= 2
        || pin[..3] == pin[3..];

    private static Refusal Invalid(string reason) => new(RefusalKind.Invalid, $"membership.pin.{reason}");
}
