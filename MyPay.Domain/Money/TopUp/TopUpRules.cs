using MyPay.Domain.Kernel;

namespace MyPay.Domain.Money.TopUp;

/// <summary>
/// The top-up rule (자동 충전). The step of 10,000 won exists because every bank call has a fixed fee: fewer, larger
/// charges save it. A charge by hand is at least 10,000 won, in units of 10,000.
/// </summary>
internal static class TopUpRules
{
    /// <summary>The unit of charging, won: also the least that is charged by hand.</summary>
    public const long Unit = 10_000;

    /// <summary>
    /// How much to charge for a balance that is short by <paramref name="shortage"/> won, or the refusal
    /// <c>money.top_up.over_cap</c> (short by, room). Paying: up to 10,000 charges 10,000, more charges exactly the
    /// shortage. Sending: the shortage rounded up to the next 10,000. Would the rounding pass the cap, exactly the
    /// shortage is charged; would even that pass it, the top-up is refused.
    /// </summary>
    public static Result<Won> AmountFor(TopUpReason reason, Won shortage, Won room)
    {
        if (shortage == Won.Zero)
            return Won.Zero;
        var rounded =
            reason == TopUpReason.Paying
                ? Won.Of(Math.Max(shortage.Amount, Unit))
                : Won.Of(((shortage.Amount + Unit - 1) / Unit) * Unit);
        if (rounded <= room)
            return rounded;
        if (shortage <= room)
            return shortage;
        return new Refusal(RefusalKind.Conflict, "money.top_up.over_cap", shortage.Amount, room.Amount);
    }

    /// <summary>
    /// Is this a charge by hand? Refuses with <c>money.charge.below_minimum</c> (unit) or
    /// <c>money.charge.not_in_units</c> (unit).
    /// </summary>
    public static Result<Done> CheckManual(Won amount)
    {
        if (amount.Amount < Unit)
            return new Refusal(RefusalKind.Invalid, "money.charge.below_minimum", Unit);
        if (amount.Amount % Unit != 0)
            return new Refusal(RefusalKind.Invalid, "money.charge.not_in_units", Unit);
        return default(Done);
    }
}
