using MyPay.Domain.Money;
using MyPay.Web.Portals.Wallet.History;

namespace MyPay.Web.Portals.Wallet.Insights;

/// <summary>A month of a member's money.</summary>
/// <param name="Address">What was asked for, as it stands in the address.</param>
/// <param name="Months">The last months, for the bars.</param>
/// <param name="Day">The movements of the chosen day; empty when none is chosen.</param>
public sealed record InsightDesk(
    string Address,
    MonthInsight Month,
    IReadOnlyList<MonthFlow> Months,
    IReadOnlyList<Movement> Day,
    EnvelopesOf Envelopes
);
