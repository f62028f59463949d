using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise.ApiKeys;
using MyPay.Domain.Franchise.Closing;
using MyPay.Domain.Franchise.Contracts;
using MyPay.Domain.Franchise.Notices;
using MyPay.Domain.Franchise.Onboarding;
using MyPay.Domain.Franchise.Staff;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Franchise;

/// <summary>Dials of Franchise.</summary>
public sealed class FranchiseOptions
{
    /// <summary>
    /// Redirect domains may be http anywhere: Development only. Otherwise http is for localhost and 127.0.0.1.
    /// </summary>
    public bool AllowHttpDomains { get; set; }
}

/// <summary>Registers Franchise.</summary>
public static class FranchiseModule
{
    /// <summary>
    /// Registers Franchise. Storage, Banking and Membership come from their own modules; the host sets
    /// <see cref="FranchiseOptions"/>.
    /// </summary>
    public static IServiceCollection AddFranchise(this IServiceCollection services)
    {
        services.AddOptions<FranchiseOptions>();
        services
            .AddScoped<FranchiseViews>()
            .AddScoped<Agreements>()
            .AddScoped<Applying>()
            .AddScoped<SettlementAccountChecks>()
            .AddScoped<Reviews>();
        services.AddSingleton<CallerCache>();
        services.AddScoped<IFranchises, Franchises>();
        services.AddScoped<IFranchiseOnboarding, FranchiseOnboarding>();
        services.AddScoped<IFranchiseDesk, FranchiseDesk>();
        services.AddScoped<IShopNotices, ShopNotices>();
        services.AddScoped<IApiKeys, ShopKeys>();
        services.AddScoped<IGradeRates, GradeRateReader>();
        services.AddScoped<IFranchiseClosing, Closings>();
        services.AddSingleton<IFranchiseClosingWrites, ClosingWrites>();
        services.AddSingleton<IBankCallHandler, AccountCheckSettlement>();
        return services;
    }

    /// <summary>Franchise's own tables that are made with the keys, for <c>keys rotate</c>.</summary>
    public static IReadOnlyList<KeyedTable> KeyedTables =>
        [
            KeyedTable
                .Of<FranchiseRow>()
                .Sealed(nameof(FranchiseRow.SealedNumber), row => FranchiseRow.NumberPlace(row.Id))
                .Index(nameof(FranchiseRow.NumberIndex)),
            KeyedTable
                .Of<AccountChangeRow>()
                .Sealed(nameof(AccountChangeRow.SealedNumber), row => AccountChangeRow.NumberPlace(row.Franchise))
                .Index(nameof(AccountChangeRow.NumberIndex)),
            KeyedTable
                .Of<SettlementCheckRow>()
                .Index(nameof(SettlementCheckRow.NumberIndex))
                .Sealed(nameof(SettlementCheckRow.SealedText), row => SettlementCheckRow.TextPlace(row.Id)),
        ];
}
