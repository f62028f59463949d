using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment.Approve;
using MyPay.Domain.Payment.Cancel;
using MyPay.Domain.Payment.Checkout;
using MyPay.Domain.Payment.Idempotency;
using MyPay.Domain.Payment.InStore;
using MyPay.Domain.Payment.Recurring;
using MyPay.Domain.Payment.Slips;
using MyPay.Domain.Payment.Stops;
using MyPay.Domain.Payment.Webhooks;

namespace MyPay.Domain.Payment;

/// <summary>Registers Payment.</summary>
public static class PaymentModule
{
    /// <summary>Registers Payment. The host runs <see cref="IPaymentUpkeep.ExpireAsync"/> as a job.</summary>
    public static IServiceCollection AddPayment(this IServiceCollection services)
    {
        services.AddScoped<PaymentStops>();
        services.AddScoped<IPaymentStops>(at => at.GetRequiredService<PaymentStops>());
        services.AddScoped<Sales>().AddScoped<DirectSale>().AddScoped<Approval>();
        services
            .AddScoped<Readying>()
            .AddScoped<Checkouts>()
            .AddScoped<Cancellations>()
            .AddScoped<RecurringKeys>()
            .AddScoped<PaymentList>();
        services
            .AddScoped<CodeGuesses>()
            .AddScoped<PayCodes>()
            .AddScoped<Counter>()
            .AddScoped<QrOrders>()
            .AddScoped<TillQuestions>();
        services.AddScoped<Payments>();
        services.AddScoped<IPayments>(at => at.GetRequiredService<Payments>());
        services.AddScoped<IPaymentUpkeep>(at => at.GetRequiredService<Payments>());
        services.AddScoped<IBulkKeys, BulkKeys>();
        services.AddScoped<IRecurringConsents, RecurringConsents>();
        services.AddSingleton<IPaymentClosing, KeyEnding>();
        services.AddSingleton<IClosingStep, ConsentsEnd>();
        services.AddScoped<IRefunds>(at => at.GetRequiredService<Cancellations>());
        services.AddScoped<IInStore, InStorePayments>();
        services.AddScoped<IReceipts, Receipts>();
        services.AddScoped<IPaymentFigures, PaymentFigures>();
        services.AddScoped<IPaymentSearch, PaymentSearch>();
        services.AddScoped<ISalesSlips, SalesSlips>();
        foreach (var proof in Proofs())
            services.AddSingleton(proof);
        return services;
    }

    /// <summary>Payment's own proofs, for <c>verify</c>.</summary>
    public static IReadOnlyList<IProof> Proofs() => [new PaymentProof()];

    /// <summary>Payment's own tables that are made with the keys, for <c>keys rotate</c>.</summary>
    public static IReadOnlyList<KeyedTable> KeyedTables =>
        [
            KeyedTable
                .Of<ApiAnswerRow>()
                .Sealed(nameof(ApiAnswerRow.Body), row => Convert.ToHexStringLower(row.KeyHash)),
            KeyedTable
                .Of<WebhookSecretRow>()
                .Sealed(nameof(WebhookSecretRow.Sealed), row => WebhookSecretRow.Place(row.Endpoint)),
            KeyedTable.Of<OneTimeCode>().Index(nameof(OneTimeCode.Index)),
        ];
}
