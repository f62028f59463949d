using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.Banking;
using MyPay.Web.Identity;
using MyPay.Web.Portals.Layouts;
using MyPay.Web.Portals.Wallet.Flow;

namespace MyPay.Web.Portals.Wallet.Withdraw;

/// <summary>Out of the wallet: a withdrawal.</summary>
[Route("/wallet/withdraw")]
[Authorize(Policy = Policies.Member)]
[Layout(typeof(FlowLayout))]
public sealed class WithdrawPage : BankMoveFlow
{
    /// <inheritdoc/>
    protected override BankDirection Direction => BankDirection.Out;
}
