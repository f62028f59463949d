using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Payment.Idempotency;

/// <summary>
/// Answers that went out and are about to be kept: many in one write, on nobody's time. Until they are, the next try
/// finds them here. What a crash takes with it is a few hundredths of a second of answers, never an effect: the use
/// case answers its own key again.
/// </summary>
internal sealed class AnswersOnTheirWay(Journal journal, ILogger<AnswersOnTheirWay> log) : IAsyncDisposable
{
    // The door writes money too: a batch is over in a few milliseconds.
    private const int MostAtOnce = 200;
    private const int Room = 5_000;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, KeptAnswer> waiting = new(StringComparer.Ordinal);
    private readonly Lock starting = new();
    private Task keeping = Task.CompletedTask;
    private bool isKeeping;
    private volatile bool closing;

    public KeptAnswer? Find(string name) => waiting.GetValueOrDefault(name);

    /// <summary>Takes an answer over. Waits only when more are waiting than there is room for.</summary>
    public async Task KeepAsync(KeptAnswer answer)
    {
        if (!waiting.TryAdd(answer.Name, answer))
            return; // the first one stays
        lock (starting)
        {
            if (!isKeeping)
                (isKeeping, keeping) = (true, Task.Run(KeepAllAsync));
        }

        if (waiting.Count > Room)
            await keeping;
    }

    /// <summary>Stopping: what waits is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        closing = true;
        await keeping;
    }

    private async Task KeepAllAsync()
    {
        while (!IsAllKept())
        {
            if (!closing)
                await Task.Delay(Gathering); // those that come meanwhile share the write
            var answers = waiting.Values.Take(MostAtOnce).ToList();
            await WriteAsync(answers);
            foreach (var answer in answers)
                waiting.TryRemove(KeyValuePair.Create(answer.Name, answer));
        }
    }

    /// <summary>Under the lock: who adds an answer after this look begins anew.</summary>
    private bool IsAllKept()
    {
        lock (starting)
            return !(isKeeping = !waiting.IsEmpty);
    }

    private async Task WriteAsync(List<KeptAnswer> answers)
    {
        try
        {
            var kept = await journal.WriteAsync<Done>(write =>
            {
                foreach (var answer in answers)
                    write.AddIfNew(ApiAnswerRow.Of(answer, write.Now)); // the first one stays
                return default(Done);
            });
            if (!kept.TryGet(out _, out var lost))
                log.LogWarning(
                    "{Count} answers of the API could not be kept: {Reason}. Their calls are answered anew "
                        + "when they are tried again.",
                    answers.Count,
                    lost.Code
                );
        }
        catch (Exception failure)
        {
            log.LogError(
                failure,
                "{Count} answers of the API could not be kept. Their calls are answered anew when they are "
                    + "tried again.",
                answers.Count
            );
        }
    }
}

/// <summary>An answer that waits to be kept.</summary>
/// <param name="Name">The key's hash in words.</param>
/// <param name="SealedBody">The body may hold a webhook secret, so it lies encrypted.</param>
internal sealed record KeptAnswer(
    string Name,
    byte[] KeyHash,
    byte[] Fingerprint,
    ApiQuestion Question,
    ApiAnswer Answer,
    string SealedBody
);
