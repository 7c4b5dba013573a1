export default function Questions() {
  return <h2>Questions</h2>
}
