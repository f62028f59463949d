using MyPay.Domain.Money;

namespace MyPay.Web.Portals.Wallet.History;

/// <summary>The first page of what a filter finds, with the sums of all of it.</summary>
public sealed record HistoryView(
    string Address,
    MovementPage Page,
    MovementTotals Totals,
    OpenSources Open,
    EnvelopesOf Envelopes
);
