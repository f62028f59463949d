using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Banking.Calls;
using MyPay.Domain.Banking.Corporate;
using MyPay.Domain.Banking.Directory;
using MyPay.Domain.Banking.Proofs;
using MyPay.Domain.Banking.Statements;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Banking;

/// <summary>Registers Banking.</summary>
public static class BankingModule
{
    /// <summary>
    /// Registers Banking. The host binds <see cref="BankingOptions"/> and runs <see cref="IFirmBank.InquireDueAsync"/>
    /// as a job.
    /// </summary>
    public static IServiceCollection AddBanking(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<BankingOptions>().ValidateDataAnnotations();
        services.AddSingleton<WireToken>();
        services.AddScoped<BankDirectory>().AddScoped<DirectorySeed>();
        services.AddScoped<IBankDirectory>(at => at.GetRequiredService<BankDirectory>());
        services.AddScoped<CallOutcomes>();
        services.AddScoped<CorporateAccounts>();
        services.AddScoped<ResultInquiry>();
        services.AddScoped<IFirmBank, FirmBank>();
        services.AddScoped<IBankLog, BankLog>();
        services.AddScoped<StatementFetching>();
        services.AddScoped<IBankStatements, BankStatements>();
        services.AddScoped<IBankingSetup, BankingSetup>();
        foreach (var proof in Proofs())
            services.AddSingleton(proof);
        services
            .AddHttpClient<BankWire>(
                BankWire.HttpClientName,
                (at, http) =>
                {
                    http.BaseAddress =
                        at.GetRequiredService<Microsoft.Extensions.Options.IOptions<BankingOptions>>().Value.BaseUrl;
                    http.MaxResponseContentBufferSize = BankWire.LargestAnswer;
                    // each call has a whole time limit of its own, on the product's clock
                    http.Timeout = Timeout.InfiniteTimeSpan;
                }
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    AutomaticDecompression = DecompressionMethods.None,
                    // A fresh connection each: on a reused one the handler itself may send a request a second time.
                    PooledConnectionLifetime = TimeSpan.Zero,
                }
            );
        return services;
    }

    /// <summary>What <c>verify</c> checks of it.</summary>
    public static IReadOnlyList<IProof> Proofs() => [new BankCallProof()];

    /// <summary>Banking's own tables that are made with the keys, for <c>keys rotate</c>.</summary>
    public static IReadOnlyList<KeyedTable> KeyedTables =>
        [KeyedTable.Of<BankCall>().Sealed(nameof(BankCall.SecretCipher), call => BankCall.PlaceOf(call.Id))];
}

/// <summary>What the host does once, before the doors open.</summary>
public interface IBankingSetup
{
    /// <summary>
    /// Fills an empty bank directory with banks, services and fees; adds to one that stands the banks that this release
    /// knows more.
    /// </summary>
    Task SeedDirectoryAsync(CancellationToken ct = default);

    /// <summary>
    /// Adds the banks' usual maintenance windows to a directory without any; after the demo data, which is made at any
    /// hour.
    /// </summary>
    Task SeedWindowsAsync(CancellationToken ct = default);

    /// <summary>
    /// Books the corporate account's opening balance; false when the bank did not answer, then it is tried again.
    /// </summary>
    Task<bool> OpenCorporateAccountAsync(CancellationToken ct = default);
}

internal sealed class BankingSetup(DirectorySeed directory, CorporateAccounts corporate) : IBankingSetup
{
    public Task SeedDirectoryAsync(CancellationToken ct) => directory.SeedAsync(ct);

    public Task SeedWindowsAsync(CancellationToken ct) => directory.SeedWindowsAsync(ct);

    public Task<bool> OpenCorporateAccountAsync(CancellationToken ct) => corporate.OpenAsync(ct);
}
