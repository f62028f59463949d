using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace MyPay.Tests.Given;

/// <summary>A face that a test has to have and never uses.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives from it.")]
internal class Nothing : DispatchProxy
{
    public static TFace Of<TFace>()
        where TFace : class => Create<TFace, Nothing>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        throw new InvalidOperationException($"{targetMethod!.Name} is not part of this test.");
}
