using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MyPay.Domain.Franchise.Contracts;
using MyPay.Domain.Franchise.Onboarding;
using MyPay.Domain.Franchise.Stores;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Names;

namespace MyPay.Domain.Franchise.Staff;

/// <summary>What an owner keeps up: people, stores, domains, limits.</summary>
internal sealed class FranchiseDesk(
    MyPayDb db,
    Journal journal,
    ISignIns signIns,
    FranchiseViews views,
    IOptions<FranchiseOptions> options
) : IFranchiseDesk
{
    /// <summary>More than one transfer may be is no limit for a cashier.</summary>
    private static readonly Won HighestCashierLimit = Won.Of(2_000_000);
    private static readonly Won LeastTillAsksAbove = Won.Of(1_000);
    private static readonly Won MostTillAsksAbove = Won.Of(10_000_000);

    public async Task<IReadOnlyList<StaffView>> StaffAsync(FranchiseId franchise, CancellationToken ct = default) =>
        [
            .. (await StaffRow.At(db, franchise).AsNoTracking().ToListAsync(ct))
                .OrderBy(s => s.Role)
                .ThenBy(s => s.AddedAt)
                .ThenBy(s => s.Email, StringComparer.Ordinal)
                .Select(s => s.ToView()),
        ];

    public async Task<Result<StaffView>> AddStaffAsync(
        FranchiseId franchise,
        string email,
        string password,
        string name,
        StaffRole role,
        CancellationToken ct = default
    )
    {
        if (!Enum.IsDefined(role))
            return NoSuchRole();
        if (!signIns.Draft(email, password, name).TryGet(out var draft, out var refusal))
            return refusal;
        return await journal.WriteAsync<StaffView>(
            write =>
            {
                if (!FranchiseRow.Find(write, franchise).TryGet(out _, out var refused))
                    return refused;
                if (StaffRow.At(write.Db, franchise).Count() >= StaffRow.Most)
                    return new Refusal(RefusalKind.Conflict, "franchise.staff.too_many", (long)StaffRow.Most);
                if (!signIns.Add(write, draft, StaffRow.SignInRole(role)).TryGet(out var signIn, out _))
                    return new Refusal(RefusalKind.Conflict, "franchise.staff.email_taken");

                var person = new StaffRow
                {
                    SignInId = signIn,
                    Franchise = franchise,
                    Email = draft.Email,
                    Name = draft.Name,
                    Role = role,
                    AddedAt = write.Now,
                };
                write.Db.Add(person);
                Tell(write, person, NoticeEvent.ShopStaffAdded);
                return person.ToView();
            },
            ct
        );
    }

    public async Task<Result<StaffView>> ChangeRoleAsync(
        FranchiseId franchise,
        string signInId,
        StaffRole role,
        CancellationToken ct = default
    )
    {
        if (!Enum.IsDefined(role))
            return NoSuchRole();
        return await journal.WriteAsync<StaffView>(
            write =>
            {
                if (!FindPerson(write, franchise, signInId).TryGet(out var person, out var refusal))
                    return refusal;
                if (person.Role == role)
                    return person.ToView();
                if (IsLastOwner(write, person))
                    return LastOwner();

                person.Role = role;
                signIns.ChangeRole(write, signInId, StaffRow.SignInRole(role));
                Tell(write, person, NoticeEvent.ShopRoleChanged);
                return person.ToView();
            },
            ct
        );
    }

    public Task<Result<Done>> RemoveStaffAsync(
        FranchiseId franchise,
        string signInId,
        CancellationToken ct = default
    ) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (!FindPerson(write, franchise, signInId).TryGet(out var person, out var refusal))
                    return refusal;
                if (IsLastOwner(write, person))
                    return LastOwner();

                person.RemovedAt = write.Now;
                signIns.End(write, signInId);
                Tell(write, person, NoticeEvent.ShopStaffRemoved);
                return default(Done);
            },
            ct
        );

    public async Task<Result<StoreView>> AddStoreAsync(
        FranchiseId franchise,
        string name,
        CancellationToken ct = default
    )
    {
        if (ApplicationRules.Text(name, ApplicationRules.LongestName) is not { } tidy)
            return new Refusal(RefusalKind.Invalid, "franchise.store.name_invalid");
        if (OfficeNames.Pretends(tidy))
            return new Refusal(RefusalKind.Invalid, "franchise.apply.name_office");
        return await journal.WriteAsync<StoreView>(
            write =>
            {
                if (!FranchiseRow.FindContracted(write, franchise).TryGet(out _, out var refusal))
                    return refusal;
                var stores = write.Db.Set<StoreRow>().Count(s => s.Franchise == franchise);
                if (stores >= StoreRow.Most)
                    return new Refusal(RefusalKind.Conflict, "franchise.store.too_many", (long)StoreRow.Most);
                return StoreRow.Add(write, franchise, stores + 1, tidy).ToView();
            },
            ct
        );
    }

    public async Task<Result<FranchiseView>> AddDomainAsync(
        FranchiseId franchise,
        string domain,
        CancellationToken ct = default
    )
    {
        if (!RedirectDomainRules.Check(domain, options.Value.AllowHttpDomains).TryGet(out var origin, out var refusal))
            return refusal;
        return await ChangeAsync(
            franchise,
            row =>
            {
                if (row.RedirectDomains.Contains(origin))
                    return default(Done);
                if (row.RedirectDomains.Count >= RedirectDomainRules.Most)
                    return new Refusal(
                        RefusalKind.Conflict,
                        "franchise.domain.too_many",
                        (long)RedirectDomainRules.Most
                    );
                row.RedirectDomains = [.. row.RedirectDomains, origin];
                return default(Done);
            },
            ct
        );
    }

    public Task<Result<FranchiseView>> RemoveDomainAsync(
        FranchiseId franchise,
        string domain,
        CancellationToken ct = default
    ) =>
        ChangeAsync(
            franchise,
            row =>
            {
                row.RedirectDomains = [.. row.RedirectDomains.Where(known => known != domain)];
                return default(Done);
            },
            ct
        );

    public async Task<Result<FranchiseView>> SetCashierLimitAsync(
        FranchiseId franchise,
        Won limit,
        CancellationToken ct = default
    )
    {
        if (limit > HighestCashierLimit)
            return new Refusal(RefusalKind.Invalid, "franchise.cashier.limit_invalid", HighestCashierLimit.Amount);
        return await ChangeAsync(
            franchise,
            row =>
            {
                row.CashierCancelLimit = limit;
                return default(Done);
            },
            ct
        );
    }

    public async Task<Result<FranchiseView>> SetTillAsksAboveAsync(
        FranchiseId franchise,
        Won? amount,
        CancellationToken ct = default
    )
    {
        if (amount < LeastTillAsksAbove || amount > MostTillAsksAbove)
            return new Refusal(
                RefusalKind.Invalid,
                "franchise.till.asks_above_invalid",
                LeastTillAsksAbove.Amount,
                MostTillAsksAbove.Amount
            );
        return await ChangeAsync(
            franchise,
            row =>
            {
                row.TillAsksAbove = amount;
                return default(Done);
            },
            ct
        );
    }

    private async Task<Result<FranchiseView>> ChangeAsync(
        FranchiseId franchise,
        Func<FranchiseRow, Result<Done>> change,
        CancellationToken ct
    ) =>
        await views.AfterAsync(
            franchise,
            await journal.WriteAsync<Done>(
                write =>
                    FranchiseRow.Find(write, franchise).TryGet(out var row, out var refusal) ? change(row) : refusal,
                ct
            )
        );

    private static Result<StaffRow> FindPerson(JournalWrite write, FranchiseId franchise, string signInId)
    {
        if (write.Db.Set<StaffRow>().Find(signInId) is not { RemovedAt: null } person || person.Franchise != franchise)
            return new Refusal(RefusalKind.NotFound, "franchise.staff.not_found");
        write.Touch(FranchiseRow.Topic(franchise));
        return person;
    }

    /// <summary>Owners hear of everybody who comes, goes or may do other things than before.</summary>
    private static void Tell(JournalWrite write, StaffRow person, NoticeEvent happened) =>
        write.NotifyShop(
            person.Franchise,
            new(happened, $"staff:{NewId.At(write.Now):N}", Name: person.Name, Detail: $"{person.Role}")
        );

    private static bool IsLastOwner(JournalWrite write, StaffRow person) =>
        person.Role == StaffRole.Owner
        && StaffRow.At(write.Db, person.Franchise).Count(s => s.Role == StaffRole.Owner) == 1;

    private static Refusal LastOwner() => new(RefusalKind.Conflict, "franchise.staff.last_owner");

    private static Refusal NoSuchRole() => new(RefusalKind.Invalid, "franchise.staff.role_not_allowed");
}
