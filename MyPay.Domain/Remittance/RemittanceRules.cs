using MyPay.Domain.Kernel;

namespace MyPay.Domain.Remittance;

/// <summary>What may be sent.</summary>
internal static class RemittanceRules
{
    /// <summary>Longest message, characters.</summary>
    public const int LongestMemo = TypedMemo.Longest;

    public static Refusal? Check(Won amount, string? memo)
    {
        if (amount == Won.Zero)
            return new(RefusalKind.Invalid, "remittance.send.not_positive");
        return CheckMemo(memo);
    }

    public static Refusal? CheckMemo(string? memo) => TypedMemo.Against(memo);

    /// <summary>A message as it is kept.</summary>
    public static string? Clean(string? memo) => TypedMemo.Clean(memo);
}
