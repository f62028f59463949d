using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;

namespace MyPay.Tests.Given;

/// <summary>The real product with one shop that sells: <c>await using var shop = await AShop.OpenAsync();</c></summary>
internal sealed class AShop : IAsyncDisposable
{
    public const int Rate = 150;

    private AShop(AProduct product, FakeFranchises franchises) =>
        (Product, Franchises, Franchise) = (product, franchises, franchises.Add("모닝커피", Rate));

    public AProduct Product { get; }

    public FakeFranchises Franchises { get; }

    public FranchiseView Franchise { get; }

    public FranchiseId Id => Franchise.Id;

    public static async Task<AShop> OpenAsync(
        Action<IServiceCollection>? over = null,
        Database? on = null,
        params string[] settings
    )
    {
        var franchises = new FakeFranchises();
        return new(
            await AProduct.StartOnAsync(
                on ?? AStore.Usual,
                demo: false,
                at: null,
                over: services =>
                {
                    services.AddSingleton<IFranchises>(franchises);
                    over?.Invoke(services);
                },
                settings
            ),
            franchises
        );
    }

    /// <summary>A ready request with nothing wrong in it.</summary>
    public ReadyRequest Request(long total = 10_000, string? cid = null, bool live = true) =>
        new(
            Id,
            live,
            cid ?? (live ? Franchise.Cid : Franchise.TestCid),
            "order-1",
            "user-1",
            "아메리카노",
            null,
            1,
            total,
            0,
            null,
            0,
            "https://shop.test/ok?session=7",
            "https://shop.test/cancel",
            "https://shop.test/fail",
            null,
            null,
            null
        );

    public Task<Result<PaymentView>> ReadyAsync(ReadyRequest request) =>
        Product.AskAsync((IPayments p) => p.ReadyAsync(request));

    /// <summary>A payment whose payer has entered the PIN, and the shop's request to approve it.</summary>
    public async Task<ApproveRequest> AuthorizedAsync(
        MemberView member,
        ReadyRequest request,
        ConsentTerms? terms = null
    )
    {
        var ready = (await ReadyAsync(request)).Granted();
        (await Product.AskAsync((IPayments p) => p.OpenAsync(ready.Tid, member.Id))).Granted();
        var address = (await AuthorizeAsync(ready.Tid, member, terms)).Granted();
        return new(
            Id,
            request.Cid,
            ready.Tid,
            request.PartnerOrderId,
            request.PartnerUserId,
            TokenIn(address),
            null,
            null
        );
    }

    public Task<ApproveRequest> AuthorizedAsync(MemberView member, long total = 10_000) =>
        AuthorizedAsync(member, Request(total));

    public async Task<PaymentView> PaidAsync(MemberView member, long total = 10_000) =>
        await PaidAsync(member, Request(total));

    public async Task<PaymentView> PaidAsync(MemberView member, ReadyRequest request, ConsentTerms? terms = null) =>
        (await ApproveAsync(await AuthorizedAsync(member, request, terms))).Granted();

    public static string TokenIn(ReturnAddress address) => address.Url.Split("pg_token=")[1].Split('#')[0];

    public Task<Result<ReturnAddress>> AuthorizeAsync(string tid, MemberView member, ConsentTerms? terms = null) =>
        Product.AskAsync((IPayments p) => p.AuthorizeAsync(tid, member.Id, terms));

    public Task<Result<ReturnAddress>> QuitAsync(string tid, MemberView? member) =>
        Product.AskAsync((IPayments p) => p.QuitAsync(tid, member?.Id));

    public Task<Result<PaymentView>> ApproveAsync(ApproveRequest request) =>
        Product.AskAsync((IPayments p) => p.ApproveAsync(request));

    public Task<Result<CancelView>> CancelAsync(
        string tid,
        long amount,
        long taxFree = 0,
        long? available = null,
        string? key = null,
        bool byCashier = false,
        long? vat = null
    ) =>
        Product.AskAsync(
            (IPayments p) =>
                p.CancelAsync(new(Id, null, tid, amount, taxFree, vat, available, "손님 요청", null, byCashier, key))
        );

    public async Task<PaymentView> FindAsync(string tid) =>
        (await Product.AskAsync((IPayments p) => p.FindAsync(Id, tid)))!;

    public Task<int> ExpireAsync() => Product.AskAsync((IPaymentUpkeep p) => p.ExpireAsync());

    public Task<long> BalanceAsync(LedgerAccount account) =>
        Product.AskAsync(
            (MyPayDb db) =>
                db.Set<AccountRow>().Where(a => a.Code == account.Code).Select(a => a.Balance).SingleOrDefaultAsync()
        );

    /// <summary>What the franchise has sold, our fees, and the VAT on them.</summary>
    public async Task<(long Sold, long Fees, long Vat)> BooksAsync() =>
        (
            await BalanceAsync(LedgerAccount.FranchiseUnsettled(Id)),
            await BalanceAsync(LedgerAccount.FeeIncome),
            await BalanceAsync(LedgerAccount.VatPayable)
        );

    /// <summary>The news that webhooks are fed with, as type and data.</summary>
    public async Task<IReadOnlyList<PaymentHappened>> NewsAsync() =>
        [
            .. (
                await Product.AskAsync(
                    (MyPayDb db) =>
                        db.Set<OutboxRow>()
                            .Where(e => e.Name == PaymentHappened.EventName)
                            .OrderBy(e => e.Seq)
                            .ToListAsync()
                )
            ).Select(e => System.Text.Json.JsonSerializer.Deserialize<PaymentHappened>(e.Payload)!),
        ];

    public ValueTask DisposeAsync() => Product.DisposeAsync();
}
