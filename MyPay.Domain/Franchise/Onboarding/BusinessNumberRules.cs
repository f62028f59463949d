using MyPay.Domain.Kernel;

namespace MyPay.Domain.Franchise.Onboarding;

/// <summary>The business registration number (사업자등록번호): ten digits, the last one checks the others.</summary>
internal static class BusinessNumberRules
{
    private const int Length = 10;
    private static readonly int[] Weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];

    /// <summary>The ten digits, however they are written.</summary>
    public static Result<string> Check(string? typed)
    {
        var digits = TypedDigits.Of(typed);
        if (digits.Length != Length)
            return Invalid();

        // Tax offices count from 101; without this, ten zeros would check.
        if (string.CompareOrdinal(digits[..3], "101") < 0)
            return Invalid();
        return CheckDigit(digits) == digits[^1] - '0' ? digits : Invalid();
    }

    /// <summary>Each digit by its weight; the ninth's product by five brings its tens along.</summary>
    private static int CheckDigit(string digits)
    {
        var sum = (digits[8] - '0') * 5 / 10;
        for (var i = 0; i < Weights.Length; i++)
            sum += (digits[i] - '0') * Weights[i];
        return (10 - sum % 10) % 10;
    }

    private static Refusal Invalid() => new(RefusalKind.Invalid, "franchise.apply.business_number_invalid");
}
