using MyPay.Domain.Membership;

namespace MyPay.Web.Portals.Wallet.Code;

/// <summary>What stands beside a pay code.</summary>
public sealed record CodeView(long Balance, PinState Pin, bool HasAccount, long CodeMinutes);
