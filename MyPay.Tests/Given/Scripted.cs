using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;

namespace MyPay.Tests.Given;

/// <summary>What a scripted face shall do next: refuse, or wait.</summary>
internal sealed class Script
{
    private readonly ConcurrentDictionary<string, Refusal> refusals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (Task Until, TaskCompletionSource Come)> waits = new(
        StringComparer.Ordinal
    );

    public ConcurrentDictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>The next call of this method is refused.</summary>
    public void Refuse(string method, Refusal refusal) => refusals[method] = refusal;

    /// <summary>The next call of this method waits. The answer completes when it has come.</summary>
    public Task Hold(string method, Task until)
    {
        var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waits[method] = (until, come);
        return come.Task;
    }

    public Refusal? TakeRefusal(string method) => refusals.TryRemove(method, out var refusal) ? refusal : null;

    public void WaitIfHeld(string method)
    {
        if (!waits.TryRemove(method, out var wait))
            return;
        wait.Come.SetResult();
        wait.Until.Wait();
    }
}

/// <summary>The real face, but a test may put a refusal or a pause in front of its next call.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives from it.")]
internal class Scripted<TFace> : DispatchProxy
    where TFace : class
{
    private TFace real = null!;
    private Script script = null!;

    /// <summary>Puts a scripted face in front of the registered one.</summary>
    public static void Over(IServiceCollection services, Script script)
    {
        var registered = services.Last(service => service.ServiceType == typeof(TFace));
        services.AddScoped(at =>
        {
            var proxy = Create<TFace, Scripted<TFace>>();
            var inside = (Scripted<TFace>)(object)proxy;
            inside.real = (TFace)(
                registered.ImplementationFactory?.Invoke(at)
                ?? ActivatorUtilities.CreateInstance(at, registered.ImplementationType!)
            );
            inside.script = script;
            return proxy;
        });
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var name = targetMethod!.Name;
        script.Calls.AddOrUpdate(name, 1, (_, n) => n + 1);
        script.WaitIfHeld(name);
        if (script.TakeRefusal(name) is { } refusal)
        {
            var result = targetMethod.ReturnType.GetGenericArguments()[0];
            var refused = result
                .GetMethods()
                .Single(m => m.Name == "op_Implicit" && m.GetParameters()[0].ParameterType == typeof(Refusal))
                .Invoke(null, [refusal]);
            return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(result).Invoke(null, [refused]);
        }

        return targetMethod.Invoke(real, args);
    }
}
