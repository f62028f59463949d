using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment.Checkout;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Recurring;

/// <summary>Recurring keys by the thousand, as a first payment of nothing would have given them.</summary>
internal sealed class BulkKeys(Journal journal) : IBulkKeys
{
    private const int AtOnce = 1_000;

    public async Task<Result<IReadOnlyList<string>>> AddAsync(
        FranchiseId franchise,
        string recurringCid,
        IReadOnlyList<(MemberId Member, string Name)> members,
        CancellationToken ct
    )
    {
        var sids = members.Select(_ => Serials.Sid()).ToArray();
        foreach (var some in sids.Zip(members).Chunk(AtOnce))
        {
            var written = await journal.WriteAsync<Done>(
                write =>
                {
                    foreach (var (sid, (member, name)) in some)
                    {
                        write.Db.Add(
                            new RecurringKey
                            {
                                Sid = sid,
                                Franchise = franchise,
                                Cid = recurringCid,
                                PartnerUserId = RecurringKey.AnyUser,
                                Member = member,
                                MaskedMember = FieldRules.Mask(name),
                                ItemName = "부하 시험",
                                CreatedAt = write.Now,
                                TakenIn = RecurringKey.MonthOf(write.Now),
                            }
                        );
                    }

                    return default(Done);
                },
                ct
            );
            if (!written.TryGet(out _, out var refusal))
                return refusal;
        }

        return sids;
    }
}
