using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership.Linking;

/// <summary>A member's linked accounts; how one comes about is in <see cref="AccountChecks"/>.</summary>
internal sealed class LinkedAccounts(MyPayDb db, Journal journal, DataKeys keys, AccountChecks checks) : ILinkedAccounts
{
    public async Task<IReadOnlyList<LinkedAccountView>> ListAsync(MemberId member, CancellationToken ct = default)
    {
        var accounts = await Linked(db, member)
            .AsNoTracking()
            .OrderByDescending(a => a.IsPrimary)
            .ThenBy(a => a.ConsentAt)
            .ToListAsync(ct);
        return accounts.ConvertAll(a => a.ToView());
    }

    public async Task<LinkedAccountSecret?> FindSecretAsync(
        MemberId member,
        LinkedAccountId account,
        CancellationToken ct = default
    )
    {
        var found = await Linked(db, member).AsNoTracking().SingleOrDefaultAsync(a => a.Id == account, ct);
        return found is null
            ? null
            : new(found.ToView(), keys.Reveal(found.SealedNumber, LinkedAccountRow.Place(found.Id)));
    }

    public Task<Result<AccountCheckView>> StartAsync(
        MemberId member,
        string bank,
        string number,
        string holderName,
        CancellationToken ct = default
    ) => checks.StartAsync(member, bank, number, holderName, ct);

    public Task<Result<AccountCheckView>> EnterCodeAsync(
        MemberId member,
        Guid check,
        string code,
        CancellationToken ct = default
    ) => checks.EnterCodeAsync(member, check, code, ct);

    public Task<Result<LinkedAccountView>> ConsentAsync(
        MemberId member,
        Guid check,
        bool consented,
        CancellationToken ct = default
    ) => checks.ConsentAsync(member, check, consented, ct);

    public Task<Result<Done>> MakePrimaryAsync(
        MemberId member,
        LinkedAccountId account,
        CancellationToken ct = default
    ) => ChangeAsync(member, account, (accounts, chosen, _) => accounts.ForEach(a => a.IsPrimary = a == chosen), ct);

    public Task<Result<Done>> UnlinkAsync(MemberId member, LinkedAccountId account, CancellationToken ct = default) =>
        ChangeAsync(
            member,
            account,
            (accounts, chosen, now) =>
            {
                var next = accounts.Find(a => a != chosen);
                if (chosen.IsPrimary && next is not null)
                    next.IsPrimary = true;
                (chosen.IsPrimary, chosen.UnlinkedAt) = (false, now);
            },
            ct
        );

    public Task<bool> IsVerifiedAsync(MemberId member, CancellationToken ct = default) => Verified.On(db)(db, member);

    public bool IsVerified(MyPayDb db, MemberId member) => Linked(db, member).Any();

    // On the way of every payment.
    private static readonly CompiledQuery<Func<MyPayDb, MemberId, Task<bool>>> Verified = new(() =>
        EF.CompileAsyncQuery(
            (MyPayDb db, MemberId member) =>
                db.Set<LinkedAccountRow>().Any(a => a.Member == member && a.UnlinkedAt == null)
        )
    );

    /// <summary>Every row here is a verified one: only a passed check makes it.</summary>
    private static IQueryable<LinkedAccountRow> Linked(MyPayDb db, MemberId member) =>
        db.Set<LinkedAccountRow>().Where(a => a.Member == member && a.UnlinkedAt == null);

    private Task<Result<Done>> ChangeAsync(
        MemberId member,
        LinkedAccountId account,
        Action<List<LinkedAccountRow>, LinkedAccountRow, DateTimeOffset> change,
        CancellationToken ct
    ) =>
        journal.WriteAsync<Done>(
            write =>
            {
                var accounts = Linked(write.Db, member).OrderBy(a => a.ConsentAt).ToList();
                if (accounts.Find(a => a.Id == account) is not { } chosen)
                    return new Refusal(RefusalKind.NotFound, "membership.linking.not_found");
                change(accounts, chosen, write.Now);
                write.Touch(MemberRow.Topic(member));
                return default(Done);
            },
            ct
        );
}
