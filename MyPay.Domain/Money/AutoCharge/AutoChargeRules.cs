using MyPay.Domain.Kernel;
using MyPay.Domain.Money.TopUp;

namespace MyPay.Domain.Money.AutoCharge;

/// <summary>What may be set, and what a failed try means.</summary>
internal static class AutoChargeRules
{
    /// <summary>Certain failures in a row after which a threshold charge stops itself.</summary>
    public const int MostFailures = 3;

    /// <summary>Scheduled charges that one member may have at once.</summary>
    public const int MostOfOneMember = 10;

    /// <summary>Runs that are shown.</summary>
    public const int RunsShown = 6;

    /// <summary>
    /// Until a try that could not be made is made again: the bank is in maintenance or switched off, another charge is
    /// unknown, the member is frozen.
    /// </summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Is this amount charged by rule? What would not fit under the cap even into an empty wallet, or on top of the
    /// threshold, never is.
    /// </summary>
    public static Refusal? Check(Won amount, Won below, Won cap)
    {
        if (!TopUpRules.CheckManual(amount).TryGet(out _, out var refusal))
            return refusal;
        return amount + below > cap ? new(RefusalKind.Invalid, "money.auto_charge.over_cap", cap.Amount) : null;
    }

    /// <summary>X: a positive multiple of the unit.</summary>
    public static Refusal? CheckBelow(Won below) =>
        below == Won.Zero || below.Amount % TopUpRules.Unit != 0
            ? new(RefusalKind.Invalid, "money.auto_charge.below_invalid", TopUpRules.Unit)
            : null;

    /// <summary>Nothing is decided and nobody's fault: the same try is made again, and counts for nothing.</summary>
    public static bool IsUndecided(Refusal refusal) =>
        refusal.Kind == RefusalKind.Unavailable
        || refusal.Code
            is "money.charge.account_checking"
                or "banking.bank.closed_for_service"
                or "money.member.frozen";

    /// <summary>No later try can help: the account is not linked any more, or the member has left.</summary>
    public static bool IsHopeless(string code) => code is "money.charge.account_not_found" or "money.member.not_active";
}
