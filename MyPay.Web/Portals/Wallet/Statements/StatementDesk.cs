using MyPay.Domain.Money;

namespace MyPay.Web.Portals.Wallet.Statements;

/// <summary>The months there are; a record of its own, so that a page can hold it.</summary>
public sealed record StatementShelf(IReadOnlyList<StatementMonth> Months);

/// <summary>A statement with the first of its lines.</summary>
public sealed record StatementDesk(WalletStatement Statement, IReadOnlyList<Movement> Lines);
