using System.Collections.Concurrent;
using MyPay.Domain.Membership;

namespace MyPay.Tests.Given;

/// <summary>Every phone there is: takes text messages, unless the gateway is away.</summary>
internal sealed class APhone : ITextCarrier
{
    private readonly ConcurrentQueue<OutgoingText> texts = new();

    public bool IsAway { get; set; }

    public IReadOnlyList<OutgoingText> Texts => [.. texts];

    public Task<bool> CarryAsync(OutgoingText text, CancellationToken ct = default)
    {
        if (!IsAway)
            texts.Enqueue(text);
        return Task.FromResult(!IsAway);
    }
}
