namespace MyPay.Domain.Money.History;

/// <summary>What a slip is to the owner of a wallet.</summary>
internal static class MovementKinds
{
    private static readonly Dictionary<string, MovementKind> OfSlip = new(StringComparer.Ordinal)
    {
        ["charge"] = MovementKind.Charge,
        ["auto-charge"] = MovementKind.AutoCharge,
        ["withdraw"] = MovementKind.Withdraw,
        ["send"] = MovementKind.Send,
        ["accept"] = MovementKind.Receive,
        ["return"] = MovementKind.Return,
        ["release"] = MovementKind.Release,
        ["payment"] = MovementKind.Pay,
        ["cancel"] = MovementKind.Refund,
    };

    /// <summary>A send is the receiver's receipt: the sign tells them apart.</summary>
    public static MovementKind Of(string slipKind, bool incoming) =>
        slipKind == "send" && incoming ? MovementKind.Receive : OfSlip.GetValueOrDefault(slipKind, MovementKind.Other);

    /// <summary>The kinds of slips behind these; whoever looks for charges looks for all of them.</summary>
    public static string[] SlipsOf(IReadOnlyCollection<MovementKind> kinds) =>
        [
            .. OfSlip
                .Where(k =>
                    kinds.Contains(k.Value)
                    || (k.Value == MovementKind.AutoCharge && kinds.Contains(MovementKind.Charge))
                )
                .Select(k => k.Key),
        ];
}
