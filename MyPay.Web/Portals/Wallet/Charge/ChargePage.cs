using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.Banking;
using MyPay.Web.Identity;
using MyPay.Web.Portals.Layouts;
using MyPay.Web.Portals.Wallet.Flow;

namespace MyPay.Web.Portals.Wallet.Charge;

/// <summary>Into the wallet: a charge.</summary>
[Route("/wallet/charge")]
[Authorize(Policy = Policies.Member)]
[Layout(typeof(FlowLayout))]
public sealed class ChargePage : BankMoveFlow
{
    /// <inheritdoc/>
    protected override BankDirection Direction => BankDirection.In;

    /// <inheritdoc/>
    protected override string? ReturnUrl => Back;

    /// <summary>The payment that was short, when it led here.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")]
    private string? Back { get; set; }
}
