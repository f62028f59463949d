namespace MyPay.Web.Jobs;

/// <summary>When scheduled work runs, all of it: Quartz crons of Asia/Seoul, each after what it builds on.</summary>
internal static class Crons
{
    /// <summary>Yesterday's sales are closed; <c>MyPay:Settlement:Cron</c> says otherwise.</summary>
    public const string SettlementClose = "0 0 2 * * ?";

    /// <summary>The banks' statements of yesterday are matched.</summary>
    public const string Reconciliation = "0 30 2 * * ?";

    /// <summary>Safeguarding is certified.</summary>
    public const string Certificate = "0 0 3 * * ?";

    /// <summary>Where slips and audit log end is kept outside the database.</summary>
    public const string Anchor = "0 30 3 * * ?";

    /// <summary>Everything is recomputed from the entries.</summary>
    public const string Proof = "0 0 4 * * ?";

    /// <summary>Webhook events that are too old are removed.</summary>
    public const string Forgetting = "0 15 4 * * ?";
}
