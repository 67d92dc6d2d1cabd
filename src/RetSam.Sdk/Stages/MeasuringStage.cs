namespace RetSam;

/// <summary>A stage that is one function around the measures.</summary>
internal sealed class MeasuringStage(string name, Func<MeasuringRequest, Func<MeasuringRequest, RetinaReport>, RetinaReport> measure) : RetinaStage(name)
{
    public override RetinaReport Measure(MeasuringRequest request, Func<MeasuringRequest, RetinaReport> next) => measure(request, next);
}
