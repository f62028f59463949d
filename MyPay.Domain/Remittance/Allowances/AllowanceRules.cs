using MyPay.Domain.Kernel;

namespace MyPay.Domain.Remittance.Allowances;

/// <summary>
/// What a failed try of an allowance means. When it is due, and tried again, is in
/// <see cref="Calendar.ScheduleRules"/>.
/// </summary>
internal static class AllowanceRules
{
    /// <summary>Allowances that one member may have at once.</summary>
    public const int MostOfOneMember = 30;

    /// <summary>One of the two is no active member: no later try can help.</summary>
    public static bool IsHopeless(string code) =>
        code is "remittance.send.receiver_not_found" or "money.member.not_active";

    /// <summary>Nothing is decided: the same try is made again, under the same key.</summary>
    public static bool IsUndecided(Refusal refusal) =>
        refusal.Kind == RefusalKind.Unavailable || refusal.Code == "money.charge.account_checking";
}
